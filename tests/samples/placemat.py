"""Placemats to print: the worked example in English, shorter ones in French and Spanish, and what hurts."""

from dataclasses import replace
from datetime import UTC, datetime

from inquiry.queries.placemat_sheet import PlacematSheet, SheetClause, SheetIndicator, SheetLeader

MEMBERS = (
    "Amara Okafor",
    "Nguyễn Thị Hồng",
    "Zoë Lindqvist",
    "Siobhán Ó Dálaigh",
    "J. W̱SÁNEĆ Elliott",
    "ᐊᓂ ᐃᓄᒃ",
    "فاطمة الزهراء",
    "Denise Whiteduck",
    "Étienne Bélanger",
)


def _clauses(*texts: str) -> tuple[SheetClause, ...]:
    return tuple(SheetClause(number=number, text=text) for number, text in enumerate(texts, start=1))


ENGLISH = PlacematSheet(
    program="Fundy Shore Network",
    collective="Reading with meaning, grades 3–5",
    theme="Tier 1 instruction",
    cycle="2026–27",
    phase=4,
    facilitators=("Renée Thériault",),
    members=MEMBERS,
    updated_at=datetime(2027, 2, 15, 1, 30, tzinfo=UTC),
    time_zone="America/Halifax",
    words_language="en",
    problem="Students in grades 3 to 5 do not grow steadily in reading comprehension, least of all when they must make "
    "sense of a text on their own. In our four districts 41% met the spring standard; in small rural schools it was "
    "33%. Students tell us they wait until somebody explains what the text means.",
    priority="Structured literacy routines, with vocabulary and comprehension taught explicitly in every classroom.",
    system_goal="Goal 2 of the district plan: every student reads to learn by the end of grade 5.",
    if_actions=_clauses(
        "put a guaranteed and viable reading curriculum in place in every building",
        "visit three classrooms a month together, with one look-for sheet",
        "strengthen the tiered supports so that nobody waits longer than two weeks for help",
        "tie each school’s improvement plan to growth in reading and own that growth together",
    ),
    then="educators use high-quality materials together, with integrity, and share the responsibility for how every "
    "student reads",
    so_that="every student meets rigorous, coherent and fair instruction, and reads demanding texts on their own by "
    "the end of grade 5",
    indicators=(
        SheetIndicator(
            kind="leading",
            name="Students who explain a new text in their own words, common task every six weeks",
            data_types=("learning",),
            aligned_to="if",
            if_number=3,
            baseline="38%",
            target="60%",
        ),
        SheetIndicator(
            kind="lagging",
            name="Students who meet the spring reading standard, grade 5",
            data_types=("learning", "demographic"),
            aligned_to="so_that",
            baseline="41%",
            target="60%",
        ),
        SheetIndicator(
            kind="leading",
            name="Staff who find the reading materials usable on a normal Tuesday",
            data_types=("perceptions",),
            aligned_to="if",
            if_number=1,
            baseline="2.9 of 5",
            target="4.0 of 5",
            how_often="each term",
        ),
        SheetIndicator(
            kind="lagging",
            name="Staff who say that reading is everyone’s work, climate survey",
            data_types=("perceptions",),
            aligned_to="then",
            baseline="46%",
            target="75%",
        ),
        SheetIndicator(
            kind="leading",
            name="Classrooms visited where the vocabulary routine was in use",
            data_types=("processes",),
            aligned_to="if",
            if_number=2,
            baseline="8 of 36",
            target="32 of 36",
            unit="rooms",
            how_often="monthly",
        ),
        SheetIndicator(
            kind="lagging",
            name="Schools with the routine in most of their classrooms, spring visits",
            data_types=("processes",),
            aligned_to="then",
            baseline="2 of 9",
            target="8 of 9",
            unit="schools",
        ),
        SheetIndicator(
            kind="leading",
            name="English learners whose class works from the adapted curriculum",
            data_types=("demographic", "processes"),
            aligned_to="if",
            if_number=1,
            target="90%",
        ),
        SheetIndicator(
            kind="lagging",
            name="Gap in reading growth between rural schools and the others",
            data_types=("demographic",),
            aligned_to="so_that",
            unit="points",
            baseline="8",
            target="3",
            direction="fall",
        ),
    ),
    went_well="Visiting in pairs. Teachers now ask for the look-for sheet before we come, and two schools have begun "
    "to visit each other.",
    went_less_well="Two schools could not free anyone in October, and our first common task was too long for one "
    "lesson.",
    adjust="- Visits move to the second week, when cover is easier to find\n- The common task becomes one page",
)

FRENCH = replace(
    ENGLISH,
    program="Réseau du Grand Littoral",
    collective="Lire pour comprendre, de la 3e à la 5e année",
    theme="Enseignement de premier niveau",
    cycle="2026-2027",
    facilitators=("Mireille Haché",),
    time_zone="America/Moncton",
    words_language="fr",
    problem="Les élèves de la 3e à la 5e année progressent peu en compréhension : seulement 41 % atteignent la norme "
    "au printemps, et 33 % dans les petites écoles rurales. Ils nous disent « attendre que quelqu’un explique le "
    "texte ».",
    priority="Des routines de littératie structurées, avec un enseignement explicite du vocabulaire.",
    system_goal="",
    if_actions=_clauses(
        "mettons en place un programme de lecture garanti et viable dans chaque école",
        "visitons ensemble trois classes par mois, avec une même grille d’observation",
        "renforçons les paliers d’appui : personne n’attend plus de deux semaines",
    ),
    then="le personnel utilisera ensemble du matériel de qualité, avec rigueur, et partagera la responsabilité de la "
    "lecture",
    so_that="chaque élève reçoive un enseignement exigeant, cohérent et équitable, et lise seul des textes difficiles",
    indicators=(
        replace(
            ENGLISH.indicators[0],
            name="Élèves qui expliquent un texte nouveau dans leurs mots (aux six semaines)",
            baseline="38 %",
            target="60 %",
        ),
        replace(
            ENGLISH.indicators[1],
            name="Élèves de 5e année qui atteignent la norme de lecture",
            baseline="41 %",
            target="60 %",
        ),
        replace(
            ENGLISH.indicators[3],
            name="Personnel qui dit : « la lecture est l’affaire de tous »",
            baseline="46 %",
            target="75 %",
        ),
        replace(
            ENGLISH.indicators[4],
            name="Classes visitées où la routine est en usage",
            baseline="8 sur 36",
            target="32 sur 36",
            unit="classes",
            how_often="chaque mois",
        ),
        replace(ENGLISH.indicators[7], name="Écart entre les écoles rurales et les autres", unit="points"),
    ),
    went_well="Les visites à deux. Qui l’aurait cru ? Le personnel demande la grille avant notre venue.",
    went_less_well="Deux écoles n’ont pu libérer personne en octobre ; la tâche commune était trop longue.",
    adjust="- Les visites passent à la deuxième semaine\n- La tâche commune tient sur une page",
)

SPANISH = replace(
    ENGLISH,
    program="Red de la Costa",
    collective="Leer con sentido, de 3.º a 5.º",
    theme="Enseñanza de primer nivel",
    facilitators=("María José Núñez Peña", "Iñaki Etxeberria"),
    time_zone="America/Los_Angeles",
    words_language="es",
    problem="El alumnado de 3.º a 5.º no avanza de forma constante en comprensión lectora, sobre todo cuando debe "
    "interpretar un texto por su cuenta. ¿Qué hacemos cuando nadie se lo explica?",
    priority="Rutinas de lectura estructuradas, con vocabulario y comprensión enseñados de forma explícita.",
    system_goal="Meta 2 del plan: leer para aprender al terminar 5.º.",
    if_actions=_clauses(
        "garantizamos un currículo de lectura viable en cada escuela",
        "visitamos juntas tres aulas al mes con una misma pauta",
    ),
    then="el personal docente usará materiales de calidad y compartirá la responsabilidad por la lectura",
    so_that="todo el alumnado lea por sí mismo textos exigentes al terminar 5.º",
    indicators=(
        replace(ENGLISH.indicators[0], name="Estudiantes que explican un texto nuevo con sus palabras", if_number=2),
        replace(ENGLISH.indicators[1], name="Estudiantes de 5.º que alcanzan el estándar de lectura"),
        replace(
            ENGLISH.indicators[2],
            name="Docentes que encuentran útiles los materiales",
            baseline="2,9 de 5",
            target="4,0 de 5",
            how_often="cada trimestre",
        ),
        replace(
            ENGLISH.indicators[5],
            name="Escuelas con la rutina en la mayoría de las aulas",
            baseline="2 de 9",
            target="8 de 9",
            unit="escuelas",
        ),
    ),
    went_well="Las visitas en pareja.",
    went_less_well="",
    adjust="",
)

LEADER = replace(
    ENGLISH,
    leader=SheetLeader(name="Siobhán Ó Dálaigh", position="assistant principal", school="Pictou Road School"),
    members=(),
    if_actions=_clauses("visit two classrooms a week and write down one thing students say about the text"),
    indicators=ENGLISH.indicators[:2],
    adjust="",
)

SHORT = replace(
    ENGLISH,
    problem="41% met the spring standard.",
    priority="Structured literacy routines",
    system_goal="",
    if_actions=_clauses("visit classrooms together each week"),
    then="teachers plan from what students say",
    so_that="students explain what they read",
    indicators=ENGLISH.indicators[4:5],
    went_well="",
    went_less_well="",
    adjust="",
)

ARABIC = replace(
    SHORT,
    words_language="ar",
    collective="نقرأ لنفهم",
    problem="لا يتقدم الطلاب في فهم المقروء بانتظام. بلغ 41% المستوى المطلوب في الربيع.",
    priority="- روتين قراءة منظم\n- تعليم صريح للمفردات",
    if_actions=_clauses("نزور الصفوف معا كل أسبوع", "نقرأ أعمال الطلاب معا"),
    then="يخطط المعلمون انطلاقا مما يقوله الطلاب",
    so_that="يشرح الطلاب ما يقرؤون",
)
