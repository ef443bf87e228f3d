package org.siguard.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;
import org.siguard.base.AtomicFiles;
import org.siguard.base.UserMistake;

/**
 * What all machines of a cluster share, and nobody else may know: whoever has it can have them run anything. It stands in a file that only
 * its owner can read, or in the environment; never on a command line, which every user of a machine can see.
 */
final class Secret {
    static final String ENVIRONMENT = "SIGUARD_CLUSTER_SECRET";
    private static final int BYTES = 32;
    private static final int SHORTEST = 16;

    private Secret() {
    }

    /** In the user's own settings. */
    static Path file() {
        String named = System.getenv("XDG_CONFIG_HOME");
        Path root = named == null || named.isBlank() ? Path.of(System.getProperty("user.home"), ".config") : Path.of(named);
        return root.resolve("siguard").resolve("cluster-secret");
    }

    static String fresh() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** The one that was given. */
    static String given() {
        String set = System.getenv(ENVIRONMENT);
        if (set != null && !set.isBlank()) {
            return longEnough(set.strip(), ENVIRONMENT);
        }
        Path file = file();
        if (!Files.exists(file)) {
            throw new UserMistake("The cluster's secret is not here: copy " + file + " from the machine of its master (it is made there by "
                    + "./siguard cluster master), readable by you alone, or put the secret into " + ENVIRONMENT + ".");
        }
        try {
            if (Files.getFileStore(file).supportsFileAttributeView("posix") && readableByOthers(Files.getPosixFilePermissions(file))) {
                throw new UserMistake(file + ": others can read the cluster's secret; chmod 600 " + file + ", and think of a new one.");
            }
            return longEnough(Files.readString(file).strip(), file.toString());
        } catch (IOException e) {
            throw new UserMistake(file + ": cannot be read (" + AtomicFiles.reason(e) + "); check its permissions.", e);
        }
    }

    /** The one that was given, or one that is made and kept now. */
    static String givenOrFresh() {
        String set = System.getenv(ENVIRONMENT);
        Path file = file();
        if ((set == null || set.isBlank()) && !Files.exists(file)) {
            try {
                Files.createDirectories(file.getParent());
                boolean posix = Files.getFileStore(file.getParent()).supportsFileAttributeView("posix");
                if (posix) {
                    Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                }
                Files.writeString(file, fresh() + "\n");
            } catch (IOException e) {
                throw new UserMistake(file + ": cannot be written (" + AtomicFiles.reason(e) + "); check permissions, or put a secret into "
                        + ENVIRONMENT + ".", e);
            }
        }
        return given();
    }

    private static String longEnough(String secret, String where) {
        if (secret.length() < SHORTEST) {
            throw new UserMistake(where + ": a secret of fewer than " + SHORTEST + " characters can be guessed; take a longer one.");
        }
        return secret;
    }

    private static boolean readableByOthers(Set<PosixFilePermission> permissions) {
        return permissions.contains(PosixFilePermission.GROUP_READ) || permissions.contains(PosixFilePermission.OTHERS_READ);
    }
}
