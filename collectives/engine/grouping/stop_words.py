"""Words that tell nothing about a theme by themselves, by language, without their accents kept apart."""

from typing import Final

_WORDS: Final = {
    "en": """
        a about above after again all almost along already also although always am among an and another any anyone
        anything are aren aren't around as at away back be became because become been before being below between both
        but by came can can't cannot could couldn couldn't d did didn didn't do does doesn doesn't doing don don't done
        down during each either else enough etc even ever every everyone everything far few find first for from further
        gave get gets getting give given go goes going gone got had hadn has hasn have haven having he her here hers
        herself him himself his how however i if i'd i'll i'm i've in instead into is isn isn't it it's its itself just
        keep kind know last least less let like ll lot lots m made make makes making many may maybe me might mine more
        most much must my myself need needed needs neither never next no nobody none nor not nothing now o of off often
        oh ok okay on once one ones only onto or other others ought our ours ourselves out over own per perhaps please
        put quite rather re really s said same say says see seem seems seen several shall she should shouldn shouldn't
        since so some someone something sometimes soon still such sure t take taken than thank thanks that that's the
        their theirs them themselves then there there's these they they're thing things think this those though through
        thus till to together too took toward towards try trying two under until up upon us use used using ve very via
        want wants was wasn wasn't way ways we we're we've well went were weren what what's whatever when where whether
        which while who whole whom whose why will with within without won won't would wouldn wouldn't yes yet you you're
        your yours yourself
    """,
    "fr": """
        a à afin ai aie aient ainsi alors après as assez au aucun aucune auquel aura aurait aussi autant autre autres
        aux auxquels avaient avais avait avant avec avez avoir avons ayant beaucoup bien c ça car ce ceci cela celle
        celles celui cependant ces cet cette ceux chacun chacune chaque chez ci comme comment contre d dans de déjà
        depuis des dès devons devrait devant doit doivent donc dont du durant elle elles en encore entre envers es est
        et étaient était étant été être eu eux faire fais faisons fait faites faut font fois hors ici il ils j jamais
        je jusqu jusque l la là laquelle le lequel les lesquelles lesquels leur leurs lors lorsqu lorsque lui m ma
        mais malgré me même mêmes mes mieux moi moins mon n ne ni non nos notre nous on ont or ou où par parce parfois
        parmi pas pendant personne peu peut peuvent peux plupart plus plusieurs plutôt pour pourquoi pourtant puis
        puisque qu quand que quel quelle quelles quelqu quelque quelques quels qui quoi rien s sa sans sauf se selon
        sera serait seront ses seulement si sinon soi soit sommes son sont souvent sous suis sur t ta tandis tant te
        tel telle tellement telles tels tes toi ton toujours tous tout toute toutes très trop tu un une va vais vers
        veut voici voilà vont vos votre vous vraiment y
    """,
    "es": """
        a acá ahí ahora al algo alguien algún alguna algunas alguno algunos allá allí ante antes aquel aquella aquellas
        aquello aquellos aquí así aun aún aunque bajo bastante bien cada casi como cómo con conmigo contra cual cuál
        cuales cualquier cuando cuándo cuanto cuánto da dan dar de debe deben debemos del demás dentro desde donde dónde
        dos durante e el él ella ellas ello ellos en entonces entre era eran eres es esa esas ese eso esos esta está
        estaba estaban estamos están estar estas este esto estos estoy fue fueron ha había habían haber hace hacen hacer
        hacia han hasta hay he hemos incluso ir jamás junto la las le les lo los luego más me mediante menos mi mí
        mientras mis mismo misma mismas mismos mucha muchas mucho muchos muy nada nadie ni ningún ninguna ninguno no nos
        nosotros nuestra nuestras nuestro nuestros nunca o otra otras otro otros para pero poca pocas poco pocos podemos
        poder por porque por qué pronto pueda puede pueden pues que qué quien quién quienes quiere se sea sean según ser
        será si sí siempre sin sino sobre solo sólo somos son su sus tal también tampoco tan tanta tanto te tener
        tenemos tengan ti tiene tienen toda todas todavía todo todos tras tu tus u un una unas uno unos usted ustedes va
        van vamos vez veces y ya yo
    """,
    "pt": """
        a ao aos as até com como da das de dela dele deles depois do dos e ela elas ele eles em entre era essa esse esta
        está estão este eu foi foram há isso isto já lhe mais mas me mesmo meu minha muito na não nas nem no nos nossa
        nosso num numa o os ou para pela pelas pelo pelos por porque quando que quem são se sem ser seu seus só sua suas
        também te tem têm ter um uma você
    """,
    "de": """
        aber als am an auch auf aus bei bin bis da das dass dem den der des die dies diese dieser doch du durch ein eine
        einem einen einer er es für hat haben hier ich ihr im in ist ja kann kein keine mehr mich mit nach nicht noch
        nur oder ohne sehr sein sich sie sind so über um und uns unser unter vom von vor war was weil wenn wer werden
        wie wir wird wo zu zum zur
    """,
    "it": """
        a ad ai al alla alle anche che chi ci come con cui da dai dal dalla degli dei del della delle di e è ed gli ha
        hanno i il in io la le lei li lo loro ma mi mio nei nel nella noi non nostra nostro o ogni per perché più quando
        quella questo se si sia solo sono su sua sul sulla suo ti tra tu tutti un una uno
    """,
}

STOP_WORDS: Final[dict[str, frozenset[str]]] = {lang: frozenset(words.split()) for lang, words in _WORDS.items()}


def stop_words_of(lang: str | None) -> frozenset[str]:
    """The stop words of a language, those of all languages for None; none for a language we have no list of."""
    if lang is None:
        return frozenset().union(*STOP_WORDS.values())
    return STOP_WORDS.get(lang, frozenset())
