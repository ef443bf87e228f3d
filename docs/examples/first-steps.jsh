// From the folder of the installation, after one build (./siguard doctor builds it too):
// jshell -R--add-modules -Rjdk.incubator.vector --class-path "target/classes:$(cat target/runtime.classpath)" docs/examples/first-steps.jsh
import java.nio.file.Path
import java.util.List
import org.siguard.attack.adaptive.AdaptedAttack
import org.siguard.attack.threshold.ConfidenceAttack
import org.siguard.experiment.*
import org.siguard.model.ModelFiles
import org.siguard.mpc.replicated.ReplicatedProtocol
import org.siguard.net.NetworkProfile

var desk = ExperimentDesk.with(Path.of("sample-models"))
var sample = desk.sample("clusters-10-mlp")
var records = sample.data().records().subList(0, 3)
var lan = NetworkProfile.LAN

// Secure inference: three servers, none of which sees a record, a weight or a logit.
var model = ModelFiles.load(Path.of("sample-models", "clusters-10-mlp", "target"))
var inferred = desk.infer(model, records, new ReplicatedProtocol(), lan)
System.out.printf("%d logits for each of %d records, %d rounds%n", inferred.result()[0].length, records.size(), inferred.costs().total().rounds())

// A guarded query: the guard perturbs the prediction while it is still shared.
var experiment = Experiment.standard().with("guard", "siguard-brief").with("queries", "200")
var answer = desk.ask(model, desk.guard(experiment), records, new ReplicatedProtocol(), lan)
System.out.printf("the guard's label is the model's: %s%n", org.siguard.base.Largest.of(answer.result()[0]) == org.siguard.base.Largest.of(inferred.result()[0]))

// Attacks: before and behind the guard, by an attacker who does not know of it and by one who does.
var attack = new ConfidenceAttack()
var before = desk.attack(attack, experiment.with("guard", "none"))
var behind = desk.attack(attack, experiment)
var adapted = desk.attack(new AdaptedAttack(attack), experiment)
for (var figures : List.of(before, behind, adapted)) System.out.printf("%s: %.1f %% of members and others told apart%n", figures.attack(), 100 * figures.accuracy().value())

// A whole experiment, as the window previews it.
var result = desk.preview(experiment.with("queries", "40"))
System.out.printf("%d attacks on %d records%n", result.figures().attacks().size(), result.figures().members() + result.figures().nonMembers())
/exit
