package org.siguard.report.document;

import java.util.List;

/**
 * A report.
 *
 * @param title  what it is about
 * @param blocks from beginning to end
 */
public record Document(String title, List<Block> blocks) {
    public Document {
        blocks = List.copyOf(blocks);
    }
}
