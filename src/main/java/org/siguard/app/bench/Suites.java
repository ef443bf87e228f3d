package org.siguard.app.bench;

import java.util.List;
import java.util.stream.Collectors;
import org.siguard.base.UserMistake;

/** The suites there are. A new one goes into {@link #ALL}, and needs nothing else. */
final class Suites {
    static final List<Suite> ALL = List.of(RingSuite.suite(), EngineSuite.suite(), InferenceSuite.suite(), TrainSuite.suite(),
            AttackSuite.suite(), GuardSuite.suite(), ExperimentSuite.suite(), PredictionSuite.suite(),
            ClientMaliciousSuite.suite(), UiSuite.suite());

    private Suites() {
    }

    /** The suites of the given names; all of them where none is named. */
    static List<Suite> named(List<String> names) {
        return names.isEmpty() ? ALL : names.stream().distinct().map(Suites::named).toList();
    }

    private static Suite named(String name) {
        return ALL.stream().filter(suite -> suite.name().equals(name)).findFirst()
                .orElseThrow(() -> new UserMistake("bench: there is no suite '" + name + "'; there are "
                        + ALL.stream().map(Suite::name).collect(Collectors.joining(", ")) + "."));
    }
}
