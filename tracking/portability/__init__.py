"""Everything that a diary holds, in a form that leaves with its owner."""

from tracking.portability.diary import Held, held, sections, sheets
from tracking.portability.labels import label_rows, labels
from tracking.portability.tables import TABLES, Table

__all__ = ["TABLES", "Held", "Table", "held", "label_rows", "labels", "sections", "sheets"]
