"""The version of the package: here and nowhere else. The build of the package, the command and the SBOM read it."""

__version__ = "0.2.0"
