package uk.seenheard.handset.jvm.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import uk.seenheard.handset.core.CameraAnswer;
import uk.seenheard.handset.core.CaptureRefused;
import uk.seenheard.handset.core.Handset;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.form.Code;
import uk.seenheard.sync.form.CodeList;

/** Says whether the officer's own camera was on, and if not the whole time, why. */
@Command(
    name = "camera",
    description = {
      "Says whether your camera was on: camera all; camera part left; camera no battery \"flat\".",
      "A colleague's is theirs to say."
    })
final class CameraCommand extends HandsetAction {
  private static final List<String> HOW = List.of("all", "part", "no");

  @Parameters(index = "0", paramLabel = "all|part|no")
  String recording = "";

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "WHY",
      description = "A code, and words.")
  List<String> why = List.of();

  @Option(names = "--told", paramLabel = "yes|no", description = "Whether people were told of it.")
  String told = "";

  @Override
  void act(Handset handset, PrintWriter out) {
    String incident = current(handset);
    if (!HOW.contains(recording)) {
      throw new CaptureRefused("Say all, part or no.");
    }
    Optional<Json> reason =
        why.isEmpty() || recording.equals("all") ? Optional.empty() : Optional.of(reason(handset));
    handset.camera(incident, new CameraAnswer(recording, reason, some(told)));
    out.println("Saved.");
    if (!recording.equals("all") && !reason.isPresent()) {
      out.println("    Say why, such as: camera " + recording + " battery \"flat since ten\"");
    }
  }

  private Json reason(Handset handset) {
    // Without the form at hand nothing is blocked: what was typed stands as words.
    List<Code> codes =
        handset
            .asked(current(handset))
            .flatMap(asked -> asked.form().codeList("no-camera"))
            .map(CodeList::codes)
            .orElse(List.of());
    Optional<Code> code = codes.stream().filter(one -> one.code().equals(why.get(0))).findFirst();
    String words = String.join(" ", code.isPresent() ? why.subList(1, why.size()) : why).trim();
    if (code.filter(Code::words).isPresent() && words.isEmpty()) {
      throw new CaptureRefused(
          "Say it in your own words after \"" + code.get().label() + "\". Nothing was saved.");
    }
    return Json.object()
        .put("code", code.map(Code::code).orElse("other"))
        .put("words", words)
        .build();
  }
}
