// What is added to every page where JavaScript works. Everything can be read and reached without it.
import { copyLinks } from "./copy-link.js";
import { quickExit } from "./exit.js";

quickExit(document.getElementById("exit"));
copyLinks(document.querySelectorAll("a.mark"));
