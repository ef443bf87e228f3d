package org.siguard.report;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The data of a figure: text and numbers under named columns.
 *
 * @param rows with as many cells as there are columns; an empty text where there is nothing
 */
public record DataTable(List<String> columns, List<List<Object>> rows) {
    public DataTable {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
        for (List<Object> row : rows) {
            if (row.size() != columns.size()) {
                throw new IllegalArgumentException(row.size() + " cells under " + columns.size() + " columns: " + row);
            }
        }
    }

    /** As RFC 4180 has it, in UTF-8: numbers in full, with a point, whatever the country. */
    public String csv() {
        StringBuilder out = new StringBuilder(line(columns));
        rows.forEach(row -> out.append(line(row)));
        return out.toString();
    }

    private static String line(List<?> cells) {
        return cells.stream().map(cell -> quoted(cell.toString())).collect(Collectors.joining(",", "", "\n"));
    }

    private static String quoted(String cell) {
        return cell.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r') ? '"' + cell.replace("\"", "\"\"") + '"' : cell;
    }
}
