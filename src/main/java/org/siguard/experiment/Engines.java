package org.siguard.experiment;

import java.util.List;
import org.siguard.mpc.Protocol;
import org.siguard.mpc.dealer.DealerProtocol;
import org.siguard.mpc.replicated.ReplicatedProtocol;

/** The engines a measured run can use, by name. */
public final class Engines {
    static final String DEFAULT = ReplicatedProtocol.NAME;

    private static final List<Protocol> ALL = List.of(new ReplicatedProtocol(), new DealerProtocol());

    private Engines() {
    }

    public static List<String> names() {
        return ALL.stream().map(Protocol::name).toList();
    }

    public static Protocol byName(String name) {
        return ALL.stream().filter(engine -> engine.name().equals(name)).findFirst().orElseThrow();
    }
}
