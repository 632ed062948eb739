"""What schools talk about, and the words they say it with: absent, truancy and attendance are one concern.

General word vectors know little of schools, so words of one concern are brought closer by this list. It ranks nothing
and makes no group by itself: what nobody writes about has no weight. A star stands for any ending; a phrase is written
with a hyphen between its words. A word may stand in several concerns.
"""

from typing import Final

CONCEPTS: Final[dict[str, dict[str, str]]] = {
    "attendance": {
        "en": "absen* attend* truan* tardy tardies tardiness skip* unexcused excused miss-school missing-school "
        "missed-school school-refusal show-up showing-up stay-home stays-home no-show* vacation* missing-days "
        "days-missed",
        "fr": "absen* assidu* présence retard* décrochage fréquentation manqu* vacances-pendant refus-scolaire "
        "s-absent*",
        "es": "ausen* asisten* inasist* faltan-a falta-mucho faltas faltar tardanza* retras* llegan-tarde deserción "
        "vacaciones",
    },
    "grading": {
        "en": "grading grade-book gradebook* grade-inflation grades-on mark marks marking report-card* retake* "
        "redo* zeros zero extra-credit gpa rubric* late-work points score* scoring percent* averag* "
        "letter-grade* pass-fail failing-grade* proficiency-scale* transcript* standards-based mastery "
        "reassess* graded regrade* minimum-grade* weighting final-grade*",
        "fr": "notation note notes bulletin* barème* pondération* pourcentage* cote* moyenne* reprise* zéro* noter "
        "notent",
        "es": "calificac* calificar nota notas boleta* boletín promedi* rúbrica* puntaje* ponderación reprobar "
        "reprobad* ceros",
    },
    "assessment": {
        "en": "assess* exam exams quiz* test tests testing feedback formative summative evidence-of-learning "
        "benchmark*",
        "fr": "évalu* examen* test tests épreuve* rétroaction* formativ* sommativ* critère*",
        "es": "evalua* examen exámenes prueba* retroaliment* formativ* sumativ* criterio*",
    },
    "collaboration": {
        "en": "collab* plc plcs colleague* colleg* team teams teamwork common-planning joint-work silo silos "
        "isolat* peer* shared-leadership collective professional-learning-communit* meeting* norms protocol* "
        "department* work-together working-together distributed-leadership trust co-plan*",
        "fr": "collabor* collègue* équipe* concert* cap caps communauté*-d communautés-d rencontre* réunion* silo* "
        "isol* cloisonn* partage* partager ensemble entraide confiance coenseign* co-enseign* "
        "leadership-partagé",
        "es": "colabor* colega* equipo* reunión reuniones planificar-juntos comunidad*-profesional* compartir "
        "comparten juntos aislad* aislamiento confianza liderazgo-compartido trabajo-en departamento*",
    },
    "classroom_visits": {
        "en": "walkthrough* walk-through* walkthru* observ* look-for* rounds learning-walk* classroom-visit* "
        "short-visit* visit visits visiting drop-in drop-by debrief* calibrat* feedback evaluation-rubric "
        "in-classrooms into-classrooms clipboard*",
        "fr": "visite* observ* supervis* tournée* grille* entrer-dans rétroaction* calibr*",
        "es": "recorrido* observ* visita* visitar supervis* acompañamiento pauta* rondas retroaliment*",
    },
    "core_instruction": {
        "en": "tier-1 tier-one tier-i tier1 core-instruction first-instruction instruct* lesson* curricul* pacing "
        "rigor* learning-target* success-criteria scaffold* differentiat* explicit-instruction "
        "explicit-teaching gradual-release standards unit-planning udl universal-design engagement "
        "high-quality-instructional grade-level-standards guided-practice checking-for-understanding "
        "cognitive-demand whole-group",
        "fr": "palier-1 palier-un niveau-1 universel* enseignement pédago* leçon* programme* cours différenci* "
        "étayage* intention* planif* exigen* cible* explicite",
        "es": "nivel-1 instrucción enseñanza pedag* lección lecciones currículo currícul* clase clases planific* "
        "rigor diferenci* andamiaj* propósito-de metas-de universal* explícit*",
    },
    "intervention": {
        "en": "interven* tier-2 tier-3 mtss rti tier-two tier-three remediat* pull-out pulled-out catch-up tutoring",
        "fr": "interven* palier-2 palier-3 rai récupération orthopéd* soutien-au rattrap* remédiation",
        "es": "interven* nivel-2 nivel-3 refuerzo recuperación nivelación apoyo-académico tutoría*",
    },
    "literacy": {
        "en": "read reads reader readers reading literacy literate phonics phonem* decod* fluency comprehension "
        "vocab* text texts book books novel* spelling write writes writing paragraph* essay* dyslex* letrs "
        "library librarian* ela handwriting letter-sounds oral-language background-knowledge",
        "fr": "lire lit lisent lecture* lecteur* lectrice* littéra* décod* fluidité compréhension-de vocabul* "
        "texte* livre* roman* écrire écriture* orthograph* paragraph* dyslex* biblio* phonolog* lettres-sons",
        "es": "leer lee leen lectura* lector* lectora* lectoescrit* alfabetiz* fonética fonolog* decodific* fluidez "
        "comprensión-lectora vocabul* texto* libro* escribir escritura ortograf* párrafo* dislex* bibliotec*",
    },
    "mathematics": {
        "en": "math maths mathem* algebra* numer* number-sense fraction* decimal* geometry calculus pre-calculus "
        "statistic* times-tables place-value word-problem* problem-solving manipulat* calculator* "
        "multiplication equation* proportion* fact-fluency computation* ratios productive-struggle estimation",
        "fr": "math maths mathém* algèbre numér* numérati* calcul* fraction* géométrie nombre* multiplic* "
        "problèmes-écrits résol* résoudre tables-de manipul* équation* raisonnement",
        "es": "mate matem* álgebra numér* numer* cálculo* fraccion* geometría número* multiplic* división resol* "
        "tablas-de manipul* ecuacion* razonamiento problemas-verbales",
    },
    "multilingual": {
        "en": "multiling* biling* esl ell ells els el esol language-learner* english-learner* newcomer* "
        "home-language* second-language translat* interpret* immersion dual-language immigrant* refugee* wida "
        "spanish translanguag* language-development academic-language sentence-frames sheltered "
        "interrupted-schooling languages english-proficiency",
        "fr": "pluriling* multiling* biling* allophone* francis* immigr* réfugié* nouveaux-arrivants "
        "nouvel-arrivant langue* interpr* traduc* traduire immersion accueil classe-d-accueil première-langue",
        "es": "plurilingü* multilingü* biling* inmigra* migrante* refugiad* recién-llegad* idioma* lengua lenguas "
        "intérpret* traduc* traducir inglés inmersión español dual",
    },
    "equity": {
        "en": "equit* inequit* racis* race racial color bias* privileg* marginal* underserv* dispropor* diverse "
        "diversity culturally-responsive opportunity-gap* anti-racist black indigenous lgbtq* trans gender "
        "segregat* underrepresent* subgroup* low-income poverty poor unequal access discriminat* "
        "microaggress* justice social-class honors ap-classes",
        "fr": "équit* inéquit* inégal* racis* préjugé* biais privilège* marginal* diversité discrimin* autochton* "
        "injust* défavoris* pauvreté genre minorit* accès culture*-d lgbtq*",
        "es": "equi* inequi* desigual* racis* prejuici* sesgo* privilegi* marginad* diversidad discrimin* indígena* "
        "injust* pobreza género minor* acceso oportunidad* lgbtq*",
    },
    "belonging": {
        "en": "belong* includ* inclus* welcom* seen invisible known identity identities respected valued connected "
        "matter feel-safe known-well alone wanted",
        "fr": "apparten* inclu* accueilli* invisible* identité* respecté* reconn* chez-eux leur-place valoris* "
        "se-sent*",
        "es": "pertenen* perten* inclu* bienvenid* invisible* identidad* respetad* valorad* acogid* se-sient* "
        "sentirse",
    },
    "staff_wellbeing": {
        "en": "burnout burn-out burned-out burnt-out exhaust* stress* wellness well-being wellbeing morale tired "
        "workload overwhelm* self-care drown* sleep fatigue* retention retain* turnover quit* leaving resign* "
        "work-life balance overload sustainab* plate plates joy dread lonely worn-out vacanc* recruit* "
        "shortage* salary pay burning-out initiative-overload mentoring induction",
        "fr": "épuis* stress* bien-être surcharge* fatigu* pénurie* démission* quitt* charge-de débord* essouffl* "
        "moral rétention conciliation sommeil burnout recrut* roulement",
        "es": "agot* agotamiento estrés estres* bienestar sobrecarg* cansad* cansancio renunci* rotación retención "
        "desgast* carga-de desbord* ánimo equilibrio sueño salario* quemad*",
    },
    "behavior": {
        "en": "behav* disciplin* suspen* referral* restorative pbis fight* bully* vaping vape disrespect* defian* "
        "dysregulat* consequence* expulsion classroom-management regulat* de-escalat* outburst* throwing "
        "phone phones cell-phone* coping violence threat* swearing punish* trauma-informed",
        "fr": "comporte* disciplin* suspen* réparatri* intimid* vapot* violen* conséquence* gestion-de-classe "
        "téléphone* cellulaire* crise* impoli* respect autorégul* désorganis*",
        "es": "comporta* conducta* disciplin* suspen* restaurativ* acoso bullying pelea* vape* violen* "
        "consecuencia* celular* teléfono* respeto autorregul* castig* convivencia",
    },
    "student_mental_health": {
        "en": "sel social-emotional anxiety anxious depress* counsel* mental-health suicid* trauma* therap* panic",
        "fr": "socioémotion* socio-émotion* anxiété anxieu* dépress* santé-mentale psycholog* trauma* suicid* "
        "détresse",
        "es": "socioemocional* ansiedad depres* salud-mental psicólog* psicolog* trauma* suicid* consejer* "
        "emocional*",
    },
    "families": {
        "en": "famil* parent* caregiver* guardian* pta pto mother* father* moms dads grandparent* home-school "
        "household* volunteer* newsletter* robocall* conferences childcare",
        "fr": "famil* parent* mère* père* maman* papa* foyer* bénévol* infolettre* tuteur* grands-parents",
        "es": "famil* padre* madre* papá* mamá* hogar* cuidador* apoderad* acudiente* voluntari* abuel*",
    },
    "community": {
        "en": "communit* neighborhood* neighbour* partnership* town levy board tribe tribal elders agencies "
        "employers local",
        "fr": "communaut* quartier* partenariat* organisme* village* municipal* aînés citoyen*",
        "es": "comunidad* barrio* vecin* alianza* organizacion* municip* pueblo* ancianos",
    },
    "special_education": {
        "en": "special-ed special-education iep ieps disabilit* disabled sped paraprofessional* accommodat* autis* "
        "adhd co-teaching",
        "fr": "handicap* besoins-particuliers adaptation-scolaire ehdaa pei plan-d-intervention tsa tdah "
        "éducation-spécialisée difficulté-d-apprentissage",
        "es": "discapacidad* necesidades-especiales educación-especial adecuacion* autis* tdah "
        "inclusión-de-estudiantes",
    },
    "leadership": {
        "en": "principal* superintendent* administrator* admin leadership central-office assistant-principal* "
        "vision",
        "fr": "direction* directeur* directrice* gestionnaire* leadership cadre-scolaire surintendan*",
        "es": "director* directora* directivo* liderazgo superintendent* subdirector* administrador*",
    },
    "professional_learning": {
        "en": "coach* professional-development pd training trained workshop* book-study learn-together mentor*",
        "fr": "formation* perfectionnement mentor* accompagn* conseiller* atelier* développement-professionnel",
        "es": "formación capacit* mentor* taller* desarrollo-profesional acompañ* asesor*",
    },
    "change": {
        "en": "initiative* change reform* priorit* strategic improvement-plan* coherence focus implementation",
        "fr": "initiative* changement* réforme* priorit* plan-de-réussite cohéren* mise-en-œuvre",
        "es": "iniciativa* cambio* reforma* priorid* plan-de-mejora coheren* implement*",
    },
    "time": {
        "en": "schedule* scheduling master-schedule time-to planning-time timetable* calendar*",
        "fr": "horaire* manque-de-temps du-temps calendrier*",
        "es": "horario* falta-de-tiempo tiempo-para calendario*",
    },
    "money": {
        "en": "budget* fund* cuts grant* afford* dollars resources tax taxes",
        "fr": "budget* financ* coupure* compressions subvention* ressources argent",
        "es": "presupuest* financ* recort* fondos recursos dinero",
    },
    "technology": {
        "en": "technolog* chatgpt ai screen* device* laptop* computer* digital online software internet chromebook*",
        "fr": "technolog* numérique* écran* ordinateur* ia internet tablette* logiciel* chatgpt en-ligne",
        "es": "tecnolog* pantalla* dispositivo* computador* ia internet digital* tableta* chatgpt en-línea",
    },
    "student_voice": {
        "en": "student-voice student-agency student-led student-council choice listen-to-students ask-students "
        "agency",
        "fr": "voix-des-élèves conseil-d-élèves conseil-étudiant parole-aux-élèves participation-des-élèves choix",
        "es": "voz-de-los voz-del consejo-estudiantil protagonismo participación-estudiantil elección",
    },
    "transport": {
        "en": "bus buses transport* bus-driver* rides",
        "fr": "autobus transport* navette*",
        "es": "autobús autobuses bus buses transport*",
    },
    "after_school": {
        "en": "graduat* dropout* drop-out* college career* credit* pathway* vocational apprentice*",
        "fr": "diplom* décroch* carrière* orientation-scolaire formation-professionnelle cheminement* stage*",
        "es": "gradua* deserción universidad carrera* vocacional* titulación abandono",
    },
    "early_years": {
        "en": "kindergart* pre-k preschool* prek early-childhood play-based",
        "fr": "maternelle* préscolaire* petite-enfance jeu-libre garderie*",
        "es": "preescolar* kínder kinder infantil jardín párvul*",
    },
}  # fmt: skip
