package org.siguard.mpc.simc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.siguard.base.Cancellation;
import org.siguard.base.UserMistake;
import org.siguard.hostile.HostileReader;
import org.siguard.mpc.PartyFailure;
import org.siguard.mpc.simc.field.Abort;
import org.siguard.net.NetworkProfile;
import org.siguard.ring.Seed;

/** What this room reads: the material of a preparation, which is taken for good, so each case has a copy of its own. */
public final class MaterialReaders {
    private static final ReluNetwork NETWORK = Nets.small(true);

    private MaterialReaders() {
    }

    public static List<HostileReader> in(Path folder) throws IOException {
        Path kept = folder.resolve("material");
        PreparedProtocol plus = PreparedProtocol.simcPlus(Seed.of(1));
        plus.prepare(NETWORK, PreparedProtocol.Stores.in(kept), NetworkProfile.IN_PROCESS, new Cancellation());
        try (Stream<Path> files = Files.walk(kept)) {
            return files.filter(Files::isRegularFile).sorted().map(file -> new HostileReader(
                    "material of the " + file.getParent().getFileName(), kept, file, false,
                    () -> infer(plus, kept, folder.resolve("material-copy"))).slow(10)).toList();
        }
    }

    /** An inference with it ends in a result, right or wrong, or is ended by one of both parties. */
    private static void infer(PreparedProtocol plus, Path kept, Path copy) throws IOException {
        org.siguard.base.AtomicFiles.removeFolder(copy);
        try (Stream<Path> files = Files.walk(kept)) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(kept.relativize(file).toString()));
            }
        }
        try {
            plus.inferPrepared(NETWORK, PreparedProtocol.Stores.in(copy), new long[6], NetworkProfile.IN_PROCESS, new Cancellation());
        } catch (Abort | PartyFailure e) {
            throw new UserMistake(e.getMessage(), e);
        }
    }
}
