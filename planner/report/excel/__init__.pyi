from .workbook import comparison_xlsx as comparison_xlsx
from .workbook import write_comparison_xlsx as write_comparison_xlsx
