"""Given names and family names that people of our programs bear, folded: without case and accents.

Common ones in English, French and Spanish, and of First Nations, Métis, Inuit and Native American people, written down
for this list from general knowledge. No list holds every name: columns of names are recognised by their shape too.
"""

from typing import Final

from evidence.engine.personal_words import words

_GIVEN = """
aaliyah aaron abdul abdullah abigail adam addilyn addison adebayo adeline adrian adriana adrien agathe agnes ahanu
ahmad ahmed aidan aiden aimee aisha aiyana alain alan alana albert alberto alejandra alejandro aleksandra alex
alexander alexandra alexandre alexis alfonso alfred alfredo ali alice alicia alison alissa alix allison alondra aluki
alvaro alyssa amadou amanda amandine amara amaru amelia amelie amina amir amira amrit amy ana anais andre andrea
andreas andres andrew anevay angela angele angelica angelina angeline angelique anita anjali anna annabelle anne
annette annie annika anoki anouk anthony antoine antoinette antonia antonio anya aoife aponi araceli aria ariane
arianna arianne arjun armand armando arnaud arthur arturo arvid arya aryan ashley ashton astrid aubree aubrey audrey
augustin aurelie aurore ava axel ayaan ayesha ayita aylin barbara bastian bastien beatrice beatriz belen benicio
benjamin benoit bentley bernadette bertrand bethany beverly bianca bimaadiz bjorn bogdan brandon brantley brayan
brayden brenda brendan brian brianna brigitte britney brittany brooklyn bruno bryan bryce caitlin caleb callum calvin
camden camila camille carla carlos carmen carole caroline carter cassandra catalina catherine cecile cecilia cedric
celine cesar chad chantal charlene charles charlie chayton chelsea chen chidi chinedu chloe chogan christelle
christina christine christophe christopher ciara cillian cindy ciqala citlali claude claudette claudia claudine
clement clementine cochise colette colin colleen colton connor corinne courtney cristian cristina cuauhtemoc cynthia
cyril dakotah damian damien danica daniel daniela danielle danny daphne darius darren david deanna deborah declan
deepak delphine denis denise derek desmond diana diane diego dieudonne dimitri dmytro dominique donald donna donovan
doris dorothy doug douglas dustin dwayne dylan easton edgar edith edmond eduardo edward edwin ehawee eileen elaine
eleanor elena eleonore eli elian eliana elias elijah eliot elisa elisabeth elise elizabeth ellen ellie elliot elodie
eloi eloise elsa elsie emile emilia emiliano emilie emilio emily emma emmanuel emmanuelle enola enrique eoin eric
erica erik erika erin esteban estelle esther ethan etienne etsitty eugene eugenie eva evan evangelina evangeline
evelyn everly ezekiel fabian fabien fabienne fabiola fatou fatoumata felicia felipe felix fernanda fernando fiona
florian folasade france frances francesca francine francisco francois francoise fred frederic frederick frederique
gabriel gabriela gabriella gabrielle gaelle gaston gavin genevieve geoffrey george georges georgina gerald gerard
gerardo ghislain ghislaine gilbert gilles gillian gina ginette giovanni gisele giselle gloria gonzalo gordon graciela
grayson gregoire gregory greta guillaume guillermo gurpreet gustavo gwendolyn hailey hakim haley halona hamza hannah
harjit harold harper harpreet harrison harry hassan hayden heather hector helen helene henri henriette henry herbert
hermione hiawatha hilary hinto hiroshi hokule howard hubert hugo ibrahim ignacio ikiaq ilyes imani imran ines ingeborg
ingrid irene iryna isaac isaak isabel isabella isabelle isaiah ismael itzayana itzel ivan ivonne ixchel iyla jacinthe
jacob jacqueline jacques jaime jake jamal james jamie jamila jane janet janice jared jasmine jason jaspreet javier
jaxon jayce jayden jazmin jean jeanette jeanne jeffrey jenna jennifer jeremie jeremy jerome jesse jessica jill jimena
joan joanna joanne joannie joaquin jocelyn jocelyne joel joelle johanna johanne john johnathan johnny jonah jonathan
jorge jose josee josefina joseph josephine joshua josiane josie joyce juan juana judith judy julia julian juliana
julie julien juliette justin justine kaitlyn kaliska kareem karen karim karina karine karl karla katarzyna kate
katelyn kateri katherine kathleen kathryn katie katrina kavya kayden kayla keegan keith kelly kelsey kenai kenji
kenneth kevin khadija kiara kieran kim kimberly kiran kirsten kitchi kofi kristen kristina krzysztof ksenia kusi kuzih
kwame kwanita kyle kylee kylie lachlan landon larissa larry laura laurence laurent lauriane laurie lea leah leandro
leila leo leon leonard leonie leonor leopold leroy leslie leticia levi lia liam liana lila lilian liliana lillian lina
linda lindsay lionel lisa lise lisette livia loan logan loic lois lola lomasi lorena lorenzo lorraine louis louise luc
luca lucas lucia lucie lucien lucienne lucille lucy ludovic luis luisa lukas luke lydia lynn mackenzie madeleine
madeline mael maelie maelle maeve mahkah maia makayla malcolm malik malsum maniitok manon manpreet manuel manuela
marcel marcela marcelle marcelo marco marcus margaret margarita margot maria mariam mariana marianne marie mariela
mario marion marisela marisol marjorie marlene martha martine mary maryam maryse mateo mathias mathieu mathilde matias
matilda matteo matthew matthieu maude maura maureen maurice mauricio maverick maxence maxime maximilien maximo mckenna
mckinley meagan megan meghan mehdi mei melanie melina melissa micah michael michaela michel michele micheline michelle
miguel mika mikaela mikayla mikisew mila milan minh mireille miriam miskwa mohamed mohammad mohammed moises molly
monica monique morgane moussa muhammad murielle mustafa mya mykola myles myriam nadia nadine nahimana nancy nanook
naomi nashoba nashwa nasnan natalia natalie natane natasha nathalie nathan nathaniel nayeli nayra neha neil nevaeh
ngozi nguyet niamh nicholas nick nico nicolas nicole niimi nikhil nina nitika noah noel noelle noemi noemie nokomis
nolan noor nootau nora norah nour nukilik nuvua octavia odette ofelia ogin oisin ojistah oksana oleksandr olena oliver
olivia olivier omar oscar osman oumar owen pablo paisley pakak pallaton pamela panik paola paolo pascal pascale
patrice patricia patrick patrizia paul paula paulette pauline pauwau pavlo pedro penelope peter peyton philip philippe
phillip phoebe phuong pierre pilar pinga piotr pooja priscilla priya qaniit qimmiq quanah quentin quetzalli quinn
rachel rachelle rafael rahul rajesh raoul raphael raphaelle raquel rashid raul raymond rebecca refugio reginald regine
rejean rejeanne renata renaud rene renee ricardo richard riley rita robert roberto rocio rodney rodolfo rodrigo roger
rohan roland roman ronald rosalie rosalind rosemarie ross roxane roxanne ruben rudy russell ruth ryan ryleigh sabine
sabrina sahkyo saila sakari sakura salma salome sam samantha samara samir samira samuel sandra sandrine sanjay saoirse
sara sarah sasha saul scarlett scott sean sebastian sebastien selena selma serena serenity serge sergio seydou shane
shannon sharon shaun shawn sheila shelby sherry sierra sikuliaq sikya simon simone simran siobhan sitka sofia sokanon
solange solene sonia sophia sophie soren spencer stacey stanley stefan stella stephane stephanie stephen steve steven
stuart sukhdeep suluk sunil susan suzanne suzie sven svetlana sylvain sylvia sylvie takashi takoda taloa tamara tania
tanya tara tariq tasunke tatanka tatiana tayen taylor tecumseh tekakwitha teresa terrence terry tetiana thaddeus thanh
thea theo theodore theresa therese thiago thierry thomas tiffany timeo timothy tina tobias tocho todd tokala tommy
tony tracy travis trevor tristan tuan tupac tuwa tyler tyrone ujurak ulysse uriel ursula valentin valentina valeria
valerie vanessa veronica veronique vicente vicky victoire victor vikram vincent vivian viviane vladimir volodymyr
waabigwan wabun walter wanda waneek warren waya wayne wendy wenona wesley whitney wikvaya wilfred wilhelmina william
winona wyanet wyatt xavier xiao ximena xochitl yael yan yanaba yann yannick yaretzi yasmin yasmina yasmine yatziri
yepa yoki yolanda yousef youssef yuki yulia yuna yusuf yves yvette yvon yvonne zacharie zachary zack zainab zara
zeinab zitkala zoe zoey zuri
"""
_ALSO_A_WORD = """
abril adele aime alba alma amber ange angel april ariel art ash athena august aurora austin autumn avery avril bailey
bernard beth bill blanche blue bob brady brent brett brook brooke brooks cameron carol carson celeste chance charlotte
chase cheyenne christian christiane claire clara clay cole concepcion constance consuelo cooper cruz crystal dakota
dale dallas dawn dean destiny dev dolores dominic dora drew duke earl eden ella elliott elu emerson esperanza eve ezra
faith fatima fleur flora florence forest frank gail gene georgia ginger glen grace grant gray guadalupe guy heath
helena holly hope hudson hunter ian inuksuk iris isla israel ivy jack jackson jade jasper jay jesus jewel jim jin jo
joe jordan joy jules julio june justice kai kaya ken kennedy kent kimi kiowa kit koda lance lane lee lena liberty lily
lincoln line lou love luna luz madison mae major maka makwa marc marcia marguerite marina mark marlin marshall martin
mason mato matt max may maya meda melody mercedes mercy mia migizi miles milo mina montana morgan nanuq nelson nevada
nita niwa noe nuna octave olive opal ophelie page paige paloma paris parker pat patience paz pearl penny perry phoenix
piper porter prudence rain ramon ravi ray reed reese reid rey rich ricky rio river rob robin rocky romain romane rosa
rosario rose rowan roy ruby sage said salvador santiago savannah sawyer scout siku sky skye skylar sol soledad spring
star sterling stone storm sue summer sunny susana taima tala tanis ted teddy tim tiva tom trinity troy tucker ty tyson
val vera victoria violet virginia wade wei wes west will willow wren
"""
_FAMILY = """
adams aguilar alexander allain allard allen alvarez anderson arsenault atkinson aubin aucoin audet augustine babin
baker barnaby barnes beardy bearspaw beaudoin beaulieu begay belanger bell belliveau benally bennett bergeron bernier
bertrand berube bigcrow bissonnette blackwater blais blanchard bluecloud boivin bouchard boucher boudreau boulanger
bourgeois bourque brant brooks brown bryant butler campbell cardinal caron carrier castillo castro champagne
charbonneau chavez cheechoo chen chiasson clark cloutier collins comeau cook cooper cormier cote couture cox cruz cyr
daigle davis delgado denny deschenes desjardins desmoulin diaz dion doiron doucet drouin dube dubois duguay dumont
dupuis duval eaglechief echohawk edwards etsitty evans ferguson fernandez fiddler flores fontaine forest fortin foster
fournier francis fraser gagne gagnon gallant garcia gaudet gauthier gautreau gendron giguere gill gingras girard
giroux gladue godin goguen gomez gonzales gonzalez googoo goulet gray green griffin grondin gutierrez guzman hache
haines hall hamel hansen hardisty harris hebert henderson hernandez herrera hill hoang holmes howard hudson hughes
hunt ittinuar jackson jacques jenkins jimenez johnson jones jordan kakfwi kaniatarakeron kaur kelly kennedy khan kim
king knockwood kootenay kowalski labelle lachance lacroix lafleur lajoie lalonde lambert landry langlois lapierre
lapointe larocque laronde lavoie lebel leblanc leclerc leduc lee lefebvre leger lemay lemieux lessard levesque lewis
li littlebear littlechild liu lopez losier louttit macdonald mackay mackenzie macleod maillet malenfant manitowabi
manychief marquez marshall martel martin martinez mccarthy mcdonald mcgillis mckay mclean mendez mendoza mercier
metallic michaud miller mitchell molina moonias moore morales moreau moreno morgan morin morneau morris morrison munoz
murphy murray nadeau nahwegahbow nelson netser nguyen nolet okalik okemaw ortega ortiz ottertail ouellet ouellette
papatie paquette paradis parent parker patel patenaude paulin pelletier peralta perez perley perron perry peters
peterson petit phillips picard plante plourde poirier polchies pootoogook powell price proulx qitsualik quintero
ramirez ramos redcloud redsky reed renaud reyes reynolds richard richardson rioux rivard rivera robertson robichaud
robinson rodriguez rogers romero ross rousseau roussel roy ruiz russell sabattis salazar samson sanchez sanders sandhu
santiago santos sark savoie scott sharma simard simmons sinclair singh sirois smith sock soto soucy spence
standingbear stewart stoney sullivan swampy tagoona tallsalt tanguay taylor tessier theriault therrien thibault
thibodeau thomas thompson tobac tootoosis torres tran tremblay trudeau trudel tsosie turcotte turner vachon
vaillancourt valdez vargas vasquez vautour vega veilleux velasquez villeneuve wabano walker wang wapachee ward watson
weetaltuk white whitebear whiteduck whitehorse williams wilson wong wood wright wu yang yazzie yellowhorn young zhang
"""

GIVEN_ALSO_A_WORD: Final = words(_ALSO_A_WORD)
"""Given names that are words, months or places too: a name only beside a family name."""

GIVEN: Final = words(_GIVEN)
"""Given names that hardly mean anything else."""

FAMILY: Final = words(_FAMILY)
"""Family names, many of them words too: a name only beside a given name."""
