package org.siguard.net;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Times worked out by hand: 1 ms one way, 1 kB a millisecond. */
class ScheduleTest {
    private static final NetworkProfile PLAIN = new NetworkProfile("plain", 1_000_000, 1e6);
    private static final long MS = 1_000_000;

    @Test
    void roundsWaitForEachOtherAndForTheirBytes() {
        assertThat(Schedule.of(3, 6_000, 0, 0).nanos(PLAIN)).isEqualTo((3 + 6) * MS);
        assertThat(Schedule.NONE.nanos(PLAIN)).isZero();
        assertThat(Schedule.of(3, 6_000, 9_000, 9_000).nanos(NetworkProfile.IN_PROCESS)).isZero();
    }

    @Test
    void whatIsDealtTravelsBesideTheRoundsAndIsWaitedForWhereItIsNeeded() {
        Schedule many = Schedule.of(20, 0, 0, 0);
        Schedule much = Schedule.of(1, 0, 15_000, 0);
        assertThat(many.plus(much).nanos(PLAIN)).as("dealt by 16 ms, while rounds go on until 20").isEqualTo(21 * MS);
        assertThat(much.plus(many).nanos(PLAIN)).as("needed at once").isEqualTo((16 + 1 + 20) * MS);
        assertThat(much.plus(many).withoutDealt().nanos(PLAIN)).isEqualTo(21 * MS);
    }

    @Test
    void eachOfTheTwoIsDealtToOverALinkOfItsOwn() {
        assertThat(Schedule.of(1, 0, 4_000, 0).plus(Schedule.of(1, 0, 4_000, 0)).nanos(PLAIN)).isEqualTo((8 + 1 + 1) * MS);
        assertThat(Schedule.of(1, 0, 4_000, 0).plus(Schedule.of(1, 0, 0, 4_000)).nanos(PLAIN)).isEqualTo((4 + 1 + 2) * MS);
    }

    @Test
    void whoWaitsForWhatIsDealtLosesNothingByComputing() {
        Schedule rounds = Schedule.of(4, 0, 0, 0);
        assertThat(rounds.nanos(PLAIN, 8 * MS)).isEqualTo((4 + 8) * MS);
        Schedule dealt = Schedule.of(1, 0, 10_000, 0).plus(Schedule.of(1, 0, 10_000, 0));
        assertThat(dealt.nanos(PLAIN)).isEqualTo((21 + 1) * MS);
        assertThat(dealt.nanos(PLAIN, 4 * MS)).as("the second half of the computing comes after the last of it is there")
                .isEqualTo((21 + 2 + 1) * MS);
    }

    @Test
    void aDraftIsToldInParts() {
        Schedule.Draft draft = new Schedule.Draft();
        for (int i = 0; i < 100; i++) {
            draft.add(1, 1_000, 0, 0);
        }
        Schedule first = draft.soFar();
        draft.add(5, 0, 0, 0);
        assertThat(first.nanos(PLAIN)).isEqualTo(200 * MS);
        assertThat(draft.soFar().since(first).nanos(PLAIN)).isEqualTo(5 * MS);
        assertThat(first.plus(draft.soFar().since(first)).nanos(PLAIN)).isEqualTo(draft.soFar().nanos(PLAIN));
    }
}
