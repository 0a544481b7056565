"""What an author can write: one frozen dataclass a noun, one file a kind. Read this folder to know the whole language."""
from .change import CHANGED, GONE, NEW, Change, Revised, record
from .fields import ID, Declared, convert, declared_at, hints, is_list, rule, unwrap, variant, walk
from .form import (CheckField, ChoiceField, ChoicesField, DateField, Field, Form, LongTextField, MoneyField, NumberField, ScoreField, Section,
                   SignatureField, TextField, TimeField, TotalField, YesNoField)
from .glossary import Glossary, Term
from .handbook import KINDS, NAMES, Handbook, Kind, Mention, handbook_of, kind_of
from .item import Document, Due, Item
from .kpi import Condition, DataSource, Kpi, Measure, Target
from .onboarding import Onboarding, Stage, Task
from .parameter import PAGE, Parameter, Parameters, fill, placeholders, values_of
from .policy import Policy, Rule
from .procedure import Branch, Procedure, Risk, Script, Step
from .quiz import Answer, Question, Quiz
from .review import Review, overdue, reviews
from .revision import REVISION, Approval, Edition, Stamp
from .role import Authority, Exchange, Role, ScorecardLine
from .settings import CalendarYear, Chapter, Entrance, Settings, WorkingHours
from .source import Clause, Source
from .values import VALUES, Clock, Day, Deadline, Duration, Minutes

__all__ = [name for name in dir() if not name.startswith("_")]
