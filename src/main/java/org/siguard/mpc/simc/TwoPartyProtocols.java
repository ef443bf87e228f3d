package org.siguard.mpc.simc;

import java.util.List;
import java.util.function.Function;
import org.siguard.ring.Seed;

/** The protocols between a server and a client, by the names that users choose them by. */
public final class TwoPartyProtocols {
    private static final List<String> AT_ONCE = List.of("setup", "linear", "relu", "check", "release");
    private static final List<String> PREPARED = List.of("offline/setup", "offline/linear", "offline/relu", "offline/check", "offline",
            "online/input", "online/relu", "online/release", "online");

    private TwoPartyProtocols() {
    }

    public static List<String> names() {
        return List.of(SimcProtocol.NAME, PreparedProtocol.SIMC_PLUS, PreparedProtocol.MUSE, PreparedProtocol.DELPHI);
    }

    /** A protocol for a client that cheats in some way, or does not. All that come from one call are counted together: no two of their inferences have secrets in common. */
    public static Function<Tampering, TwoPartyProtocol> byName(String name, Seed seed) {
        return switch (name) {
            case SimcProtocol.NAME -> new SimcProtocol(seed)::tampered;
            case PreparedProtocol.SIMC_PLUS -> PreparedProtocol.simcPlus(seed)::tampered;
            case PreparedProtocol.MUSE -> PreparedProtocol.muse(seed)::tampered;
            case PreparedProtocol.DELPHI -> PreparedProtocol.delphi(seed)::tampered;
            default -> throw new IllegalArgumentException("no protocol of two parties is called " + name);
        };
    }

    /** Whether most of the work is done before there is an input. */
    public static boolean hasPreparation(String name) {
        return !name.equals(SimcProtocol.NAME);
    }

    /** The operations that a protocol's costs are told by: offline and online apart where it has both. */
    public static List<String> phases(String name) {
        return hasPreparation(name) ? PREPARED : AT_ONCE;
    }

    /** Whether a client that cheats is found out. */
    public static boolean isChecked(String name) {
        return !name.equals(PreparedProtocol.DELPHI);
    }
}
