"""What an author can write: one frozen dataclass a noun, one file a kind. Read this folder to know the whole language."""

from generator.model.change import CHANGED, GONE, NEW, Change, Revised, record
from generator.model.entry_ref import EntryRef
from generator.model.fields import (
    ID,
    Declared,
    convert,
    declared_at,
    has_fields,
    hints,
    is_list,
    nearest,
    rule,
    unwrap,
    variant,
    walk,
)
from generator.model.form import (
    AnyField,
    CheckField,
    ChoiceField,
    ChoicesField,
    DateField,
    Field,
    Form,
    LongTextField,
    MoneyField,
    NumberField,
    ScoreField,
    Section,
    SignatureField,
    TextField,
    TimeField,
    TotalField,
    YesNoField,
)
from generator.model.glossary import Glossary, Term
from generator.model.handbook import KINDS, NAMES, Handbook, Kind, Mention, handbook_of, kind_of
from generator.model.imports import Import, ImportColumn
from generator.model.item import Document, Due, Item, Regulation
from generator.model.kpi import Condition, DataSource, Kpi, Measure, Target
from generator.model.onboarding import Onboarding, Stage, Task
from generator.model.parameter import PAGE, Parameter, Parameters, fill, placeholders, values_of
from generator.model.policy import Policy, Rule
from generator.model.procedure import Branch, Procedure, Risk, Script, Step
from generator.model.quiz import Answer, Question, Quiz
from generator.model.revision import REVISION, Approval, Edition, Stamp, order
from generator.model.role import Authority, Exchange, Role, ScorecardLine
from generator.model.settings import CalendarYear, Chapter, Entrance, Settings, WorkingHours
from generator.model.source import Clause, Source
from generator.model.values import VALUES, Clock, Day, Deadline, Duration, Minutes

__all__ = [name for name in dir() if not name.startswith("_")]
