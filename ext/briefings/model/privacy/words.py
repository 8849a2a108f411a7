"""Words for the rules about names: first names, and capitalised words that are no names.

First names are a cue, never a proof: "June" and "Amber" are left out because they mean something else here.
"""

from __future__ import annotations

from typing import Final

FIRST_NAMES: Final = frozenset(
    """
    Aaliyah Aaron Abby Abdul Abdullah Abigail Adam Adebayo Adele Adrian Agnieszka Ahmed Aidan Aisha Alan Alana
    Alastair Albert Alejandro Aleksander Alex Alexander Alexandra Alfie Alfred Ali Alice Alicia Alina Alisha Alison
    Amanda Amara Amelia Amelie Amina Amir Amira Amy Ana Anastasia Andrea Andrei Andrew Andrzej Angela Angus Anika
    Anita Anja Ann Anna Annabel Anne Annie Anthony Antoni Anya Arabella Archie Ariana Arjun Arthur Arun Arya Asha
    Ashley Asif Astrid Audrey Ava Ayaan Ayesha Aysha Babajide Barbara Barry Beatrice Belinda Ben Benjamin Bernadette
    Beth Bethany Betty Beverley Bilal Billy Bobby Bogdan Brandon Brenda Brian Bridget Bronwen Bryan Caitlin Callum
    Cameron Camilla Carl Carla Carmen Carol Caroline Catherine Cathy Cerys Charles Charlie Charlotte Cheryl Chidi
    Chinedu Chloe Chris Christian Christina Christine Christopher Ciara Claire Clara Clare Clive Colin Connor Conor
    Craig Cristian Cristina Curtis Cynthia Daisy Dale Damian Daniel Danielle Danny Daria Darren Dave David Dawid
    Dean Deborah Declan Deepa Denise Dennis Derek Diana Diane Dominic Dominik Donald Donna Doris Dorothy Douglas
    Duncan Dylan Ebony Eddie Edward Efe Eileen Elaine Eleanor Elena Eli Elijah Elizabeth Ella Ellen Ellie Elliot
    Elsie Emeka Emilia Emily Emma Eric Erin Esme Esther Ethan Eva Eve Evelyn Evie Ewan Fahad Farah Farhan Fatima
    Fatimah Felix Ffion Filip Finlay Finley Finn Fiona Florence Folasade Frances Francesca Francis Frank Fraser Fred
    Freddie Freya Gabriel Gabriela Gareth Gary Gavin Gemma Geoff Geoffrey George Georgia Georgina Gerald Gillian
    Gina Giorgia Giulia Glenn Gloria Gordon Graham Gregory Gurpreet Gwen Habib Hafsa Haider Hamza Hannah Haris
    Harley Harold Harpreet Harriet Harry Harvey Hassan Hayley Heather Heidi Helen Helena Henry Hilary Holly Howard
    Hugh Hugo Hussain Ian Ibrahim Ifeoma Igor Imogen Imran Ines Ioana Iqra Irene Iris Isaac Isabel Isabella Isabelle
    Isla Ismail Ivan Ivy Jacek Jack Jackie Jackson Jacob Jacqueline Jade Jaden Jaiden Jake Jakub James Jamie Jan
    Jane Janet Janice Jasmin Jasmine Jason Jasper Javier Jayden Jean Jeff Jeffrey Jenna Jennifer Jenny Jeremy Jess
    Jessica Jill Jim Joan Joanna Joanne Joe Joel John Johnny Jonah Jonathan Jordan Jose Joseph Josephine Josh Joshua
    Joyce Juan Judith Julia Julian Julie Juliet Justin Kacper Kai Kamil Kane Karen Karim Karl Karolina Kasia Kate
    Katherine Kathleen Kathryn Katie Katrina Katy Kayla Kayleigh Keira Keith Kelly Ken Kenneth Kerry Kevin Khadija
    Khalid Kian Kieran Kim Kimberley Kirsty Kofi Krzysztof Kwame Kyle Lara Laura Lauren Lawrence Layla Leah Leanne
    Lee Leila Leo Leon Leonard Lesley Leslie Levi Lewis Liam Libby Lillian Linda Lindsay Lisa Logan Lois Lorraine
    Louis Louisa Louise Luca Lucas Lucia Lucy Luis Lukasz Luke Lydia Lynn Lynne Mackenzie Maddison Madeleine Madison
    Magdalena Maisie Malcolm Malgorzata Manuel Marcel Marcin Marcus Margaret Maria Mariam Marian Marianne Marie
    Marilyn Marion Marius Marjorie Marlene Martha Martin Martyn Mary Maryam Mason Mateusz Matilda Matthew Maureen
    Max Maximilian Maya Megan Mehmet Mei Melanie Melissa Mia Michael Michal Michelle Miguel Mihai Mike Milan Millie
    Milo Mina Miriam Mohamed Mohammad Mohammed Moira Molly Monica Monika Morgan Moses Muhammad Musa Mustafa Myles
    Nadia Nancy Naomi Natalia Natalie Natasha Nathan Neil Ngozi Niall Niamh Nicholas Nicola Nicole Nigel Nikita
    Nikola Noah Noor Nora Norman Nwando Oisin Oksana Olena Olga Oliver Olivia Oluwaseun Omar Oscar Osman Owen Paige
    Pamela Patricia Patrick Paul Paula Pauline Pawel Peggy Penny Peter Philip Philippa Phoebe Phyllis Pippa Piotr
    Poppy Priya Quentin Rachael Rachel Radu Rahul Raj Rajesh Ralph Ravi Raymond Rebecca Reece Reggie Rehan Reuben
    Rhiannon Rhys Richard Ricky Riley Rita Robert Robin Rodney Roger Rohan Ronald Rory Rosemary Rosie Ross Rowan
    Roxanne Roy Ruby Russell Ruth Ryan Saeed Safa Safiya Saira Sally Salma Sam Samantha Samir Samuel Sana Sandra
    Sanjay Sara Sarah Savannah Scarlett Scott Sean Sebastian Selina Serena Shamima Shane Shannon Sharon Shaun Shauna
    Sheila Shirley Shona Sian Sienna Simon Sinead Siobhan Sofia Sonia Sophia Sophie Stacey Stanislaw Stanley Stefan
    Stella Stephanie Stephen Steve Steven Stewart Stuart Sunita Susan Suzanne Sylvia Szymon Tabitha Talha Tamara
    Tanya Tara Tariq Tatiana Teddy Temitope Teresa Terry Thea Theo Theresa Thomas Tiffany Tim Timothy Tina Toby Todd
    Tomasz Tommy Tony Tracey Tracy Trevor Tristan Tyler Tyrone Uzma Valentina Valerie Vanessa Veronica Vicky Victor
    Victoria Viktor Vincent Viola Vivian Vladimir Waleed Walter Wanda Warren Wayne Wendy Wiktoria William Wojciech
    Xavier Xiao Yasmin Yasmine Yusuf Yvonne Zachary Zahra Zain Zainab Zak Zara Zeynep Zoe Zofia Zuzanna
    """.split()
)

ORDINARY: Final = frozenset(
    """
    a about act acts action actions adequate adult adults advocate after age aged agencies agency all also an and
    another any appendix april are area areas as assessment at audit auditor auditors audits august authority baby
    babies bank be because before board boards born both boy boys brief briefing briefings brother but by camhs care
    carer carers case cases chair chapter child childhood children christmas clinic code college column commissioner
    committee common community conference conferences core coroner council councils county court criterion crown dad
    daughter deaf december decision delete department deputy digest director directors disabled district do doctor
    doctors domestic during each early east easter education eight either eleven emergency england english episode
    ethnicity every everyone evidence example examples families family father february female figure finding
    findings first five following for foster four friday from gender general girl girls golden good government gp
    gps grade grandmother group groups guidance half he head health help her his hm home homes hospital hospitals
    house how however if in inadequate incident independent individual infant information ireland is it item its
    january july june just key kingdom lead leader learning legal lesson letter level life list little local london
    looked male man manager managers march may meeting meetings member men mental message method midwife midwives
    minister minute minutes module monday month mother mum multi my names national need neglect neighbour neither
    new nhs nine no none north northern not note november number nurse nurses nursery october of office officer
    officers ofsted on once one only option or other our out outcome outstanding over page pages panel parent
    parents part partner partners partnership partnerships people person phase physical plan plans point police
    policies policy positive pre primary principle probation professional professionals programme project public
    pupil pupils quarter question questions re reason recommendation recommendations record recording red referral
    referrals report requires response review reviews risk role row rule safeguarding same sample saturday scheme
    school schools scotland secondary secretary section senior september sergeant series service services session
    seven sexual she short should sibling siblings since sister site six social solicitor some someone son source
    south southern staff stage standard standards state statutory step strategy strengths student students summary
    sunday supervision supervisor survey table task teacher teachers team teams teenager ten that the their theme
    themes then there these they this those though three through thursday to today together tool training tuesday
    twelve twin twins two under unit united until upper victim visitor visitors visits volume wales was we wednesday
    week weeks well were west western what when where whereas whether which while who why with within woman women
    word worker workers working workshop year years yes you young youth yesterday tomorrow nobody everybody somebody
    britain european europe king queen law cafcass mappa marac mash ehcp lado dbs black white asian british muslim
    christian gypsy roma traveller travellers afghan polish african caribbean grandparent grandparents grandfather
    uncle aunt stepfather stepmother mothers fathers babies toddler toddlers unborn newborn households devon
    cornwall dorset somerset wiltshire gloucestershire hampshire berkshire oxfordshire buckinghamshire kent surrey
    sussex essex suffolk norfolk cambridgeshire lincolnshire leicestershire nottinghamshire derbyshire yorkshire
    lancashire cumbria durham northumberland staffordshire shropshire worcestershire herefordshire warwickshire
    northamptonshire bedfordshire hertfordshire rutland cheshire merseyside cleveland tyneside sandwell solihull
    walsall wolverhampton dudley birmingham coventry bristol plymouth torbay exeter swindon bath bournemouth poole
    southampton portsmouth brighton medway southend thurrock luton peterborough leicester nottingham derby sheffield
    leeds bradford wakefield hull york liverpool manchester salford bolton bury oldham rochdale stockport tameside
    trafford wigan blackpool blackburn telford stoke herefordshire newcastle sunderland gateshead middlesbrough
    hartlepool camden croydon lambeth lewisham southwark hackney islington haringey barnet brent ealing harrow
    hillingdon hounslow kingston richmond merton sutton bromley bexley greenwich newham redbridge havering
    westminster reading slough
    """.split()
)
"""In lower case. A word that also stands in lower case on the same page is taken for ordinary too."""
