"""The guide's questions, in our words: one for each rule, with its reason in a plain sentence."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

type Words = str | Promise


@dataclass(frozen=True)
class Wording:
    """A question and why it is asked. Both may name values of the finding."""

    question: Words
    reason: Words


@dataclass(frozen=True)
class StepWording:
    """The same as the next useful step: verb first, and the words on its button."""

    title: Words
    action: Words


WORDINGS: Mapping[str, Wording] = {
    "open-problem": Wording(
        _("Whose learning are you most concerned about?"), _("Begin with what you see, not with a cause.")
    ),
    "open-priority": Wording(
        _("Which one thing would you work on first?"),
        _("A group that chooses one thing sees sooner whether it moves."),
    ),
    "problem-students": Wording(
        _("Where are the students in this problem?"),
        _("A problem of practice begins with what students experience or cannot do yet. The rest are its causes."),
    ),
    "problem-solution": Wording(
        _("Is there an answer inside this problem already?"),
        _("A problem that names its answer ends the search for causes. What would you see in students today?"),
    ),
    "problem-data": Wording(
        _("Which local number shows it?"),
        _("One figure, with its source and date, is enough. It lets you see later whether something moved."),
    ),
    "problem-whom": Wording(
        _("For which students is it most true?"),
        _("A grade or a group makes the problem small enough to act on, and lets you see whether a gap closes."),
    ),
    "priority-one": Wording(
        _("If you could choose only one of these, which?"),
        _("Two priorities share the same months and the same people. The other one keeps for the next cycle."),
    ),
    "open-if": Wording(
        _("What is in your hands, as leaders?"), _("Begin each line with a verb: visit, plan, free up time.")
    ),
    "open-then": Wording(
        _("If you do this, what will adults do differently?"),
        _("This is the bridge: it says why what you do should reach students at all."),
    ),
    "open-so": Wording(
        _("And what will students gain by it?"),
        _("It is the reason for all the rest, and what you look for at the end of the cycle."),
    ),
    "if-ours": Wording(
        _("Is if-action %(number)d something you do, or something that happens?"),
        _("You can begin only with what is in your own hands. What others do may belong under “Then”."),
    ),
    "if-seen": Wording(
        _("What would somebody see you do in if-action %(number)d?"),
        _("The more exactly you can see it, the easier it is to notice it in a month."),
    ),
    "then-adults": Wording(
        _("What will adults do differently here?"),
        _("“Then” speaks of the practice of adults; what students gain by it comes under “So that”."),
    ),
    "so-students": Wording(
        _("What will students notice?"),
        _("“So that” ends with students: what they experience, can do or feel. What adults do is under “Then”."),
    ),
    "then-repeats": Wording(
        _("How does “Then” go further than if-action %(number)d?"),
        _("The if is what you do; “Then” is what others do because of it. The step between them is your theory."),
    ),
    "if-alike": Wording(
        _("Could if-actions %(number)d and %(other)d be one?"),
        _("They share many words. Fewer lines are easier to keep in view, and each needs an indicator of its own."),
    ),
    "if-many": Wording(
        _("Which of these %(count)d if-actions could be one, or wait?"),
        _("A group usually keeps three or four in view."),
    ),
    "chain-opening": Wording(
        _("Does it read as one sentence?"),
        _("The sheet says “If we”, “Then” and “So that” already. Read the whole theory aloud once."),
    ),
    "chain-sentence": Wording(
        _("Could this be one sentence?"),
        _("A theory of action that can be said in one breath is the one that people remember."),
    ),
    "if-leading": Wording(
        _("What would you notice first, in a month, if if-action %(number)d really happened?"),
        _("A leading indicator tells you early whether what you agreed is happening, while you can still adjust."),
    ),
    "lagging-none": Wording(
        _("What would show at the end that it worked?"),
        _("Saying it now keeps you from choosing later whatever happened to rise."),
    ),
    "so-lagging": Wording(
        _("What would show at the end that students gained?"),
        _("Without a lagging indicator of its own, nobody will be able to say whether “So that” came true."),
    ),
    "then-lagging": Wording(
        _("What would show at the end that adults do it differently?"),
        _("If students gain and adults did nothing new, it was not your theory. It helps to see both."),
    ),
    "indicator-activity": Wording(
        _("Would this tell you that something changed, or only that it took place?"),
        _("A count of sessions says that people came. What would be different in a classroom afterwards?"),
    ),
    "types-leading": Wording(
        _("Which other side of it could you look at month by month?"),
        _("Another type shows another side of it. One is enough to begin."),
    ),
    "types-lagging": Wording(
        _("Which other side of it could you look at when the cycle ends?"),
        _("Another type shows another side of it. One is enough to begin."),
    ),
    "indicator-baseline": Wording(
        _("Where does it stand now?"), _("Without a figure to begin with, nobody can say later how far you came.")
    ),
    "indicator-target": Wording(
        _("Where do you want it to be, and by when?"),
        _("A target agreed in advance makes the talk about the data shorter and kinder."),
    ),
    "indicator-rhythm": Wording(
        _("When will you look at it together?"), _("What has no day in the calendar is looked at when it is too late.")
    ),
    "crossing": Wording(
        _("Which two types of data, laid together, would tell you more?"),
        _("Results by group, or what people say beside what is done: crossed data shows for whom it works."),
    ),
    "level-time": Wording(
        _("Could you look at it more than once?"),
        _("Seen over time, a figure tells a direction. A baseline or a rhythm is enough."),
    ),
    "level-second": Wording(
        _("Which second measure of the same type would make you surer?"),
        _("One measure may be chance; two that say the same seldom are."),
    ),
    "level-type": Wording(
        _("Which other type of data could show the same clause?"),
        _("Types that show the same clause explain each other. One alone says what happened, seldom why."),
    ),
    "reflect-well": Wording(
        _("What went well, in one line?"), _("What went well is the first thing that others will ask you about.")
    ),
    "reflect-less": Wording(
        _("What went less well, and what did it teach you?"),
        _("Said early and without blame, it is what makes the next month different."),
    ),
    "reflect-adjust": Wording(
        _("What will you adjust because of it?"), _("An adjustment with a date is how a theory of action learns.")
    ),
}

STEPS: Mapping[str, StepWording] = {
    "open-problem": StepWording(_("Say what the problem is, for whom, and how you know"), _("Write the problem")),
    "open-priority": StepWording(_("Choose the one thing you will work on"), _("Write the priority")),
    "open-if": StepWording(_("Name the first thing that you, as leaders, will do"), _("Go to the theory")),
    "open-then": StepWording(_("Say what adults will then do differently"), _("Go to the theory")),
    "open-so": StepWording(_("Say what students will gain by it"), _("Go to the theory")),
    "if-leading": StepWording(_("Give if-action %(number)d a leading indicator"), _("Go to the evidence plan")),
    "lagging-none": StepWording(_("Say what would show at the end that it worked"), _("Go to the evidence plan")),
    "so-lagging": StepWording(_("Say what would show that students gained"), _("Go to the evidence plan")),
    "then-lagging": StepWording(_("Say what would show that adults do it differently"), _("Go to the evidence plan")),
    "indicator-baseline": StepWording(_("Write down where an indicator stands now"), _("Go to the evidence plan")),
    "indicator-target": StepWording(_("Agree on where an indicator should be"), _("Go to the evidence plan")),
    "indicator-rhythm": StepWording(_("Agree on when you look at an indicator"), _("Go to the evidence plan")),
    "reflect-well": StepWording(_("Write down one thing that went well"), _("Go to the reflection")),
    "reflect-less": StepWording(_("Write down one thing that went less well"), _("Go to the reflection")),
    "reflect-adjust": StepWording(_("Write down what you will adjust"), _("Go to the reflection")),
}

LEVELS: Mapping[int, Words] = {
    0: _("no measure yet"),
    1: _("one measure, at one moment"),
    2: _("one measure, over time"),
    3: _("two measures or more of one type of data"),
    4: _("two measures or more of one type of data, over time"),
    5: _("two types of data laid together"),
    6: _("two types of data laid together, over time"),
    7: _("three types of data laid together"),
    8: _("three types of data laid together, over time"),
    9: _("all four types of data laid together"),
    10: _("all four types of data laid together, over time"),
}
