package org.siguard.data.files;

import java.nio.file.Path;
import org.siguard.data.Dataset;

/** Reads one format. */
interface DataReader {
    /**
     * Reads the first rows of a file or folder, and no more of it than they need.
     *
     * @throws org.siguard.base.UserMistake where the file is not as the format has it: file, place and expectation
     */
    Dataset read(Path path, FileOptions options, RowLimit limit);
}
