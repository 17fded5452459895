"""Everything that a diary holds, in a form that leaves with its owner."""

from tracking.portability.diary import Held, held, sections, sheets
from tracking.portability.labels import label_rows, labels
from tracking.portability.table import Table
from tracking.portability.tables import TABLES

__all__ = ["TABLES", "Held", "Table", "held", "label_rows", "labels", "sections", "sheets"]
