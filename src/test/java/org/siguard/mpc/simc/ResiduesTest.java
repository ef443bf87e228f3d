package org.siguard.mpc.simc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.siguard.mpc.simc.field.Abort;
import org.siguard.mpc.simc.field.PrimeField;
import org.siguard.net.Party;
import org.siguard.net.PartyClock;
import org.siguard.net.TrafficMeter;
import org.siguard.net.WrongMessage;

/** What comes from a client may be anything; what is no vector of residues ends the inference, before anything is computed with it. */
class ResiduesTest {
    private static final PrimeField FIELD = PrimeField.SIMC;
    private static final long P = FIELD.modulus();

    @Test
    void residuesComeAsTheyWereSent() {
        long[] edges = {0, 1, FIELD.half() - 1, FIELD.half(), P - 1};
        long[] received = new Pair().run(channel -> Residues.receive(channel, FIELD, edges.length), channel -> {
            Residues.send(channel, FIELD, edges);
            return true;
        }).left();
        assertThat(received).isEqualTo(edges);
    }

    @ParameterizedTest
    @ValueSource(longs = {17592060215297L, 17592060215298L, (1L << 44) - 1})
    void aNumberFromPOnIsRefused(long beyond) {
        assertThatThrownBy(() -> new Pair().run(channel -> Residues.receive(channel, FIELD, 3), channel -> {
            Residues.send(channel, FIELD, new long[] {0, P - 1, beyond});
            return true;
        })).isInstanceOf(Abort.class).hasMessageContaining("no vector of residues");
    }

    @Test
    void aVectorOfAnotherLengthIsRefused() {
        assertThatThrownBy(() -> new Pair().run(channel -> Residues.receive(channel, FIELD, 3), channel -> {
            Residues.send(channel, FIELD, new long[7]);
            return true;
        })).isInstanceOf(WrongMessage.class);
    }

    /** What is given to the functionality, which would be a ciphertext. */
    @ParameterizedTest
    @ValueSource(longs = {-1, 17592060215297L, Long.MAX_VALUE})
    void whatIsEncryptedMustBeResiduesToo(long beyond) {
        IdealLinear ideal = new IdealLinear(FIELD);
        CompletableFuture<long[][]> client = CompletableFuture.supplyAsync(() -> ideal.ask(meter("client"), new long[] {1, beyond}));
        IdealLinear.Given given = ideal.await(meter("server"));
        assertThatThrownBy(() -> given.vector(0, 2)).isInstanceOf(Abort.class);
        assertThatThrownBy(() -> given.vector(0, 3)).as("another length").isInstanceOf(Abort.class);
        assertThatThrownBy(() -> given.vector(1, 2)).as("a vector that was not given").isInstanceOf(Abort.class);
        ideal.shut();
        assertThat(client).failsWithin(java.time.Duration.ofSeconds(10));
    }

    private static TrafficMeter meter(String name) {
        return new TrafficMeter(new Party(name), new PartyClock());
    }
}
