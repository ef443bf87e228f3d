package org.siguard.report.document;

import java.util.List;
import java.util.Optional;
import org.siguard.report.Drawing;

/** A part of a report. All text is plain: whoever writes a document down sees to what its format would misread. */
public sealed interface Block {
    /** A heading of a section. */
    record Heading(String text) implements Block {
    }

    /** What is to be remembered if nothing else is read. */
    record Lead(String text) implements Block {
    }

    /** Running text. */
    record Paragraph(String text) implements Block {
    }

    /** What is read second: what figures rest on, how they were made. */
    record Note(String text) implements Block {
    }

    /** Points, one under the other. */
    record Points(List<String> texts) implements Block {
        public Points {
            texts = List.copyOf(texts);
        }
    }

    /**
     * A table.
     *
     * @param caption says what is in it and how to read it
     * @param rows    with a cell a column
     */
    record Table(String caption, List<Column> columns, List<List<String>> rows) implements Block {
        public Table {
            columns = List.copyOf(columns);
            rows = rows.stream().map(List::copyOf).toList();
            for (List<String> row : rows) {
                if (row.size() != columns.size()) {
                    throw new IllegalArgumentException(row.size() + " cells under " + columns.size() + " columns: " + row);
                }
            }
        }
    }

    /** A column; numbers stand to the right. */
    record Column(String name, boolean number) {
        public static Column of(String name) {
            return new Column(name, false);
        }

        public static Column number(String name) {
            return new Column(name, true);
        }
    }

    /** A figure with what it shows in words. */
    record Figure(Drawing drawing, String caption) implements Block {
    }

    /** Words and what they mean here. */
    record Glossary(List<Term> terms) implements Block {
        public Glossary {
            terms = List.copyOf(terms);
        }
    }

    /** A word and what it means. */
    record Term(String word, String meaning) {
    }

    /** Things shown side by side. */
    record Cards(List<Card> cards) implements Block {
        public Cards {
            cards = List.copyOf(cards);
        }
    }

    /** A thing with its picture, where it has one, and a few lines about it. */
    record Card(Optional<Thumbnail> picture, String title, List<String> lines) {
        public Card {
            lines = List.copyOf(lines);
        }
    }

    /** Text to be copied as it is: a command, a file. */
    record Listing(String text) implements Block {
    }
}
