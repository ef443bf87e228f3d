package org.siguard.mpc.simc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.siguard.base.Cancellation;
import org.siguard.base.UserMistake;
import org.siguard.mpc.simc.field.Abort;
import org.siguard.mpc.simc.field.PrimeField;
import org.siguard.net.Channel;
import org.siguard.net.NetworkProfile;
import org.siguard.net.Party;
import org.siguard.net.Recorder;
import org.siguard.net.Wiretap;
import org.siguard.ring.Seed;

/** What is secret is used once: through kill -9 at the moment of the first byte, and after every abort. */
class DurabilityTest {
    private static final ReluNetwork NETWORK = Nets.small(true);

    /** A process of its own infers with kept material, is held when a party is about to send the first byte of it, and is killed there. */
    @ParameterizedTest
    @ValueSource(strings = {"server", "client"})
    void materialIsMarkedBeforeItsFirstByteIsSent(String party, @TempDir Path folder) throws Exception {
        PreparedProtocol plus = PreparedProtocol.simcPlus(Seed.of(1));
        PreparedProtocol.Stores stores = PreparedProtocol.Stores.in(folder);
        plus.prepare(NETWORK, stores, NetworkProfile.IN_PROCESS, new Cancellation());
        Process process = new ProcessBuilder(ProcessHandle.current().info().command().orElse("java"), "--add-modules",
                "jdk.incubator.vector", "-cp", System.getProperty("java.class.path"), Sender.class.getName(), folder.toString(), party)
                .redirectErrorStream(true).start();
        try (BufferedReader said = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(said.lines().filter(line -> !line.startsWith("WARNING")).findFirst()).contains("about to send");
        }
        // SIGKILL on Unix.
        process.destroyForcibly().waitFor();
        MaterialStore own = party.equals("server") ? stores.server() : stores.client();
        assertThat(own.fresh()).isEmpty();
        Purpose purpose =
                party.equals("server") ? Purpose.ofServer(Form.SIMC_PLUS, NETWORK) : Purpose.ofClient(Form.SIMC_PLUS, NETWORK);
        assertThatThrownBy(() -> own.take(0, purpose)).isInstanceOf(UserMistake.class).hasMessageContaining("used before");
        assertThatThrownBy(() -> plus.inferPrepared(NETWORK, stores, new long[6], NetworkProfile.IN_PROCESS, new Cancellation()))
                .isInstanceOf(UserMistake.class).hasMessageContaining("no material left");
        assertThat(stores.server().nextNumber()).as("its number does not come back").isEqualTo(1);
    }

    /** The other process. */
    static final class Sender {
        private Sender() {
        }

        public static void main(String[] args) {
            PreparedProtocol.simcPlus(Seed.of(1)).tapped(heldBack(args[1])).inferPrepared(NETWORK,
                    PreparedProtocol.Stores.in(Path.of(args[0])), new long[6], NetworkProfile.IN_PROCESS, new Cancellation());
        }

        private static Wiretap heldBack(String name) {
            return (party, channel) -> party.name().equals(name) ? new Listening(channel, message -> {
                System.out.println("about to send");
                try {
                    Thread.sleep(60_000);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }) : channel;
        }
    }

    private record Listening(Channel channel, Consumer<long[]> ear) implements Channel {
        @Override
        public Party other() {
            return channel.other();
        }

        @Override
        public void send(long[] words) {
            ear.accept(words);
            channel.send(words);
        }

        @Override
        public long[] receive() {
            return channel.receive();
        }
    }

    /** An aborted inference, and the next one of the same input: nothing that the server sent comes again, neither keys nor labels nor points nor tables. */
    @ParameterizedTest
    @ValueSource(strings = {"simc", "simc++", "muse"})
    void nothingOfAnAbortedInferenceComesAgain(String name) {
        Recorder aborted = new Recorder();
        Recorder next = new Recorder();
        if (name.equals("simc")) {
            SimcProtocol simc = new SimcProtocol(Seed.of(1));
            assertThatThrownBy(() -> infer(simc.tapped(aborted).tampered(cheat()))).isInstanceOf(Abort.class);
            infer(simc.tapped(next));
        } else {
            PreparedProtocol protocol = name.equals("muse") ? PreparedProtocol.muse(Seed.of(1)) : PreparedProtocol.simcPlus(Seed.of(1));
            assertThatThrownBy(() -> infer(protocol.tapped(aborted).tampered(cheat()))).isInstanceOf(Abort.class);
            infer(protocol.tapped(next));
        }
        assertThat(aborted.sent(Encounter.SERVER)).hasSizeGreaterThan(4);
        for (long[] one : aborted.sent(Encounter.SERVER)) {
            assertThat(next.sent(Encounter.SERVER)).isNotEmpty().noneMatch(other -> Arrays.equals(one, other));
        }
    }

    private static Tampering cheat() {
        return Tampering.of(Tampering.Kind.CIRCUIT_TAG, 0, 1);
    }

    private static void infer(TwoPartyProtocol protocol) {
        protocol.infer(NETWORK, new long[6], NetworkProfile.IN_PROCESS, new Cancellation());
    }

    /** Δ itself: of material that was made one after another, also where a client was caught in between. */
    @Test
    void everyPreparationHasItsOwnDelta(@TempDir Path folder) {
        PreparedProtocol plus = PreparedProtocol.simcPlus(Seed.of(1));
        PreparedProtocol.Stores stores = PreparedProtocol.Stores.in(folder);
        plus.prepare(NETWORK, stores, NetworkProfile.IN_PROCESS, new Cancellation());
        assertThatThrownBy(() -> plus.tampered(cheat()).prepare(NETWORK, stores, NetworkProfile.IN_PROCESS, new Cancellation()))
                .isInstanceOf(Abort.class);
        assertThat(stores.server().fresh()).as("what a client was caught at is not kept").containsExactly(0L);
        plus.prepare(NETWORK, stores, NetworkProfile.IN_PROCESS, new Cancellation());
        Purpose purpose = Purpose.ofServer(Form.SIMC_PLUS, NETWORK);
        assertThat(ServerMaterial.of(stores.server().take(0, purpose)).delta())
                .isNotEqualTo(ServerMaterial.of(stores.server().take(1, purpose)).delta());
    }

    /** Shares from p on end every run of the forms with a preparation too, whatever v is. y + p is the same residue here, so that all tags fit ({@link SimcTest}). */
    @ParameterizedTest
    @ValueSource(strings = {"simc++", "muse"})
    void anAbortDoesNotDependOnWhatIsHidden(String name) {
        ReluNetwork network = Nets.of(PrimeField.of(65537), 6, 3, new ReluNetwork.Activation(0, 0), 1, 3, 2);
        Tampering beyond = Tampering.of(Tampering.Kind.CIRCUIT_SHARE_BEYOND_P, 0, 1);
        for (int x = -40; x <= 40; x += 16) {
            long[] input = {x};
            for (int seed = 0; seed < 3; seed++) {
                TwoPartyProtocol cheated = TwoPartyProtocols.byName(name, Seed.of(seed)).apply(beyond);
                assertThatThrownBy(() -> cheated.infer(network, input, NetworkProfile.IN_PROCESS, new Cancellation()))
                        .isInstanceOf(Abort.class);
            }
        }
    }
}
