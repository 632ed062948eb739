"""Words that tell what is personal from what only looks like it, in English, French and Spanish. All of them folded."""

import re
from typing import Final


def words(text: str) -> frozenset[str]:
    """The words of a text, each once."""
    return frozenset(text.split())


PARTICLES: Final = words("""
    de del la las los du des van von der den da dos le el al bin ben d l
""")
"""Small words inside of names."""

INSTITUTIONS: Final = words("""
    school schools elementary primary middle high secondary academy college collegiate institute centre center
    campus kindergarten park road street avenue ave drive lane lake river bay harbour harbor island mountain
    cove county city town valley district board division region university hall library day week award program
    programme project method assessment test curriculum reading writing math mathematics science survey group
    groups team cup center house ecole ecoles polyvalente lycee cite academie universite rue chemin boulevard
    parc lac riviere baie ile comte ville conseil commission css csc journee semaine prix programme methode
    evaluation sondage bibliotheque pavillon maison escuela colegio instituto liceo academia centro calle
    avenida parque lago rio distrito prueba encuesta dia semana premio programa metodo biblioteca ciudad
    primaria secundaria preparatoria st saint saints ste sainte san santa santo sir queen king prince princess
    pere mere secondaire primaire voice council run race
    bernhardt bloom marzano hattie fullan fountas pinnell lemov dufour heggerty likert
""")
"""Beside these a person's name names a place, a day, a method or its author."""

INSTITUTIONS_WRITTEN_SMALL: Final = words("""
    school schools elementary academy college centre center park street road award method district board program
    programme ecole ecoles lycee rue avenue boulevard parc prix methode conseil journee pavillon escuela colegio
    instituto liceo academia calle avenida parque premio metodo distrito saint sainte san santa st ste
    secondaire primaire secundaria primaria
""")
"""Those that tell it without a capital letter too: "école Marie-Curie", but not "Emma reading"."""

WORDS_AS_FAMILY: Final = words("""
    brown cardinal castillo castro cook day fiddler fontaine foster green gray hall hill hunt king lane major
    may mercier metallic moreno morin paradis plante price reed rivera spence stone ward wood white young reyes
    flores campo picard boucher boulanger charbonneau parent petit ramos santos cruz vega smith parker power
    powers
""")
"""Family names that mean nothing beside a given name that is a word itself ("Spring Hall")."""

TITLES: Final = words("""
    mr mrs ms miss mme mlle sr sra srta dr dre prof madame monsieur senora senor
""")

NAME_HEADERS: Final = words("""
    studentname studentsname nameofstudent studentfullname studentfirstname studentlastname studentfirst
    studentlast pupilname learnername childname childsname firstname lastname surname givenname familyname
    fullname legalname preferredname forename namefirst namelast lastfirst lastnamefirstname parentname
    guardianname teachername nomdeleleve nomeleve nomdeseleves eleveprenom prenom prenoms nomdefamille
    nometprenom nomprenom prenometnom nomcomplet nomdelenfant nomduparent nomdeletudiant nombredelalumno
    nombredelaalumna nombredelestudiante nombrecompleto nombreyapellidos apellidos apellido apellidosynombre
    primernombre primerapellido nombredelnino nombredepila
""")
"""Headers of columns that hold nothing but names of persons."""

MAYBE_NAME_HEADERS: Final = words("""
    name names student students pupil pupils learner learners child children kid kids person teacher participant
    member nom noms eleve eleves enfant enfants etudiant etudiante personne enseignant enseignante nombre
    nombres alumno alumna alumnos alumnas alumnado estudiante estudiantes nino nina ninos persona docente
""")
"""Headers of columns that may hold names, or how many there are, or something else."""

NUMBER_HEADERS: Final = words("""
    oen pen nsi asn min eid sid studentnumber studentno studentid studentidnumber studentnum pupilid learnerid
    localid stateid provincialid permanentnumber ontarioeducationnumber personaleducationnumber ministrynumber
    numerodeleve numeroeleve numerodeleleve noeleve numeroetudiant matricule codepermanent nofiche fiche
    numerodefiche numerodedossier nodossier identifiant numerodealumno numerodelalumno numerodeestudiante
    matricula expediente curp idalumno iddelestudiante idestudiante
""")

BIRTH_HEADERS: Final = words("""
    dob dateofbirth birthdate birthday birth born datedenaissance naissance ddn neele anniversaire
    fechadenacimiento nacimiento fnac cumpleanos
""")

DAY_HEADERS: Final = words("""
    day date on when week month jour semaine mois quand dia fecha semana mes cuando le datedecollecte
""")
"""Headers of columns that say what day a figure tells about."""

BIRTH_CUE: Final = re.compile(
    r"\b(?:born|birth\s?dates?|date of birth|d\.?o\.?b|birthday|née?s?|date de naissance|d\.?d\.?n|naissance"
    r"|naci(?:ó|d[ao]s?)|fecha de nacimiento|f\. ?nac|cumpleaños)\b\D{0,15}?(?=\d|[A-Za-zéû]{3,9}\.? \d)",
    re.IGNORECASE,
)
NUMBER_CUE: Final = re.compile(
    r"\b(?:oen|pen|nsi|asn|curp|matricule|matr[íi]cula|code permanent|expediente"
    r"|(?:student|pupil|learner)['’]?s? (?:id|no|nr|number|num)|(?:student|pupil) #"
    r"|(?:num[ée]ro|n[o°º])\.? (?:de |d['’])?(?:l['’])?(?:élève|étudiante?|dossier|fiche)"
    r"|n[úu]mero de(?:l)? (?:alumn[oa]|estudiante))\b[\s.:#=°º-]{0,4}(?:is |est |es )?(?=[A-Z\d])",
    re.IGNORECASE,
)
HEALTH_CUE: Final = re.compile(
    r"\b(?:health (?:card|number)|medicare|ohip|ramq|nam|carte (?:d['’]assurance[- ])?maladie|assurance[- ]maladie"
    r"|seguro social|tarjeta sanitaria|s\.?i\.?n|n\.?a\.?s)\b[\s.:#=-]{0,4}"
    r"(?:n[o°º]\.? |number |no\.? )?(?=[A-Z]{0,4}\s?\d)",
    re.IGNORECASE,
)
PHONE_CUE: Final = re.compile(
    r"\b(?:tel|tél|phone|cell|mobile|call|téléphone|teléfono|móvil|cel)\b[\s.:#]{0,3}(?=[(\d+])", re.IGNORECASE
)
