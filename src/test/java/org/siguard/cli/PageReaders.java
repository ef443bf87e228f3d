package org.siguard.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.siguard.hostile.HostileReader;

/** What this room reads: a page with a place for tables. */
public final class PageReaders {
    private PageReaders() {
    }

    public static List<HostileReader> in(Path folder) throws IOException {
        Path page = Files.createDirectories(folder.resolve("page")).resolve("page.md");
        Files.writeString(page, "# A page\n\nWörter\n\n<!-- guards -->\n\n|a|b|\n\n<!-- /guards -->\n\nand more\n");
        return List.of(new HostileReader("page with a place for tables", page.getParent(), page, false,
                () -> new MarkedPage(page, "guards").text()));
    }
}
