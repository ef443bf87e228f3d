package org.siguard.mpc.simc;

import org.siguard.mpc.simc.field.Abort;
import org.siguard.mpc.simc.field.Packing;
import org.siguard.mpc.simc.field.PrimeField;
import org.siguard.net.Channel;

/** Vectors of field elements on the wire, each of its bits and no more. What comes is looked at before it is computed with: the other party may have sent anything. */
final class Residues {
    private Residues() {
    }

    static void send(Channel channel, PrimeField field, long[] elements) {
        channel.send(Packing.pack(elements, field.bits()));
    }

    static long[] receive(Channel channel, PrimeField field, int count) {
        long[] out = Packing.unpack(channel.receive(Packing.words(count, field.bits())), count, field.bits());
        if (!field.contains(out)) {
            throw new Abort("what came from the " + channel.other().name() + " is no vector of residues");
        }
        return out;
    }
}
