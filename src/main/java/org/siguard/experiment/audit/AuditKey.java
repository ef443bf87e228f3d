package org.siguard.experiment.audit;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.siguard.attack.metric.FormulaVersions;
import org.siguard.base.AtomicFiles;
import org.siguard.base.UserMistake;
import org.siguard.experiment.Experiment;
import org.siguard.model.Model;
import org.siguard.train.Fingerprint;
import org.siguard.train.ShadowModel;
import org.siguard.train.sample.Sample;

/**
 * Names everything that decides what an audit measures through a channel: what was asked, the records, every model, the guards' settings,
 * the formulas, and this program itself. A key of settings alone would let half an audit of yesterday's program pass for today's.
 */
final class AuditKey {
    private AuditKey() {
    }

    /** The guards that are to be tried are not part of it: with one more, the others need not be tried again. */
    static String of(Audit audit, Sample sample, List<ShadowModel> references) {
        List<String> parts = new ArrayList<>(List.of("audit", program(), FormulaVersions.CURRENT.versions().toString(),
                Experiment.standard().settings().toString(), sample.data().fingerprint(), sample.splits().json().toString(),
                new Audit(sample.name(), audit.records(), audit.askedOften(), audit.references(), List.of(), audit.thorough(), audit.seed(),
                        audit.attacks(), audit.without())
                        .toString()));
        Stream.of(Stream.of(sample.target(), sample.shadow()), sample.memberships().plain().values().stream(),
                sample.memberships().augmented().values().stream(), sample.shadowMemberships().plain().values().stream(),
                sample.shadowMemberships().augmented().values().stream(), references.stream().map(ShadowModel::model))
                .flatMap(UnaryOperator.identity()).map(AuditKey::of).forEach(parts::add);
        return Fingerprint.of(parts.toArray(String[]::new));
    }

    private static String of(Model model) {
        List<String> parts = new ArrayList<>(List.of(model.spec().toString()));
        model.weights().forEach((name, weight) -> {
            StringBuilder bits = new StringBuilder(name);
            for (float value : weight.data()) {
                bits.append(' ').append(Integer.toHexString(Float.floatToRawIntBits(value)));
            }
            parts.add(bits.toString());
        });
        return Fingerprint.of(parts.toArray(String[]::new));
    }

    /** The classes that this program runs from: a folder of them, or a jar. */
    private static String program() {
        try {
            Path classes = Path.of(AuditKey.class.getProtectionDomain().getCodeSource().getLocation().toURI());
            List<String> parts = new ArrayList<>();
            try (Stream<Path> files = Files.walk(classes)) {
                for (Path file : files.filter(Files::isRegularFile).filter(AuditKey::decides).sorted().toList()) {
                    parts.add(classes.relativize(file) + " " + HexFormat.of().formatHex(Files.readAllBytes(file)));
                }
            }
            return Fingerprint.of(parts.toArray(String[]::new));
        } catch (IOException | URISyntaxException e) {
            throw new UserMistake("The program's own files cannot be read ("
                    + (e instanceof IOException fault ? AtomicFiles.reason(fault) : e.getMessage()) + "); check their permissions.", e);
        }
    }

    /** Windows, commands and reports change nothing that is measured. */
    private static boolean decides(Path file) {
        String name = file.toString().replace('\\', '/');
        return Stream.of("ui", "cli", "report", "app").noneMatch(room -> name.contains("org/siguard/" + room + "/"))
                && (name.endsWith(".class") || name.endsWith(".jar"));
    }
}
