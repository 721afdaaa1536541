package io.stackctl.cli.output;

import java.util.ArrayList;
import java.util.List;

/**
 * Aligns cells that end in a tab, as docker's tables are aligned: a column is as wide as its widest cell and three
 * blanks, at least ten, over all lines in a row that have it. What comes after a line's last tab is no cell.
 */
final class TabAligner {
    private static final int MIN_WIDTH = 10;
    private static final int PADDING = 3;

    private final List<String[]> lines;
    private final int[][] widths;

    private TabAligner(List<String[]> lines) {
        this.lines = lines;
        this.widths = new int[lines.size()][];
        for (int i = 0; i < lines.size(); i++) {
            widths[i] = new int[lines.get(i).length - 1];
        }
    }

    static String align(String text) {
        if (text.isEmpty()) {
            return text;
        }
        boolean closed = text.endsWith("\n");
        String body = closed ? text.substring(0, text.length() - 1) : text;
        var lines = new ArrayList<String[]>();
        for (String line : body.split("\n", -1)) {
            lines.add(line.split("\t", -1));
        }
        return new TabAligner(lines).run() + (closed ? "\n" : "");
    }

    private String run() {
        measure(0, lines.size(), 0);
        var out = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            String[] cells = lines.get(i);
            for (int k = 0; k < cells.length; k++) {
                out.append(cells[k]);
                if (k < cells.length - 1) {
                    out.append(" ".repeat(widths[i][k] - length(cells[k])));
                }
            }
            if (i < lines.size() - 1) {
                out.append('\n');
            }
        }
        return out.toString();
    }

    private void measure(int from, int to, int column) {
        int i = from;
        while (i < to) {
            if (column >= widths[i].length) {
                i++;
                continue;
            }
            int end = i;
            int width = MIN_WIDTH;
            while (end < to && column < widths[end].length) {
                width = Math.max(width, length(lines.get(end)[column]) + PADDING);
                end++;
            }
            for (int line = i; line < end; line++) {
                widths[line][column] = width;
            }
            measure(i, end, column + 1);
            i = end;
        }
    }

    private static int length(String cell) {
        return cell.codePointCount(0, cell.length());
    }
}
