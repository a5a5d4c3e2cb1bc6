package uk.seenheard.handset.jvm.cli;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import uk.seenheard.handset.core.Handset;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.incident.Incident;
import uk.seenheard.sync.merge.Entry;

/** Adds a child's words as they were said. */
@Command(name = "say", description = "Adds a child's words, exactly as said: say 1 \"…\"")
final class SayCommand extends HandsetAction {
  @Parameters(index = "0", paramLabel = "CHILD", description = "The child's number.")
  int child;

  @Parameters(index = "1..*", arity = "1..*", paramLabel = "WORDS")
  List<String> words = List.of();

  @Option(names = "--with", paramLabel = "FIELD=VALUE", description = "Who asked, who was there.")
  Map<String, String> more = new LinkedHashMap<>();

  @Mixin PaperOptions paper = new PaperOptions();

  @Override
  void act(Handset handset, PrintWriter out) {
    String incident = current(handset);
    Entry subject = entry(handset, incident, Incident.CHILD, child);
    Json.Builder value = Json.object();
    more.forEach(
        (name, said) ->
            value.put(name, Typed.value(handset, incident, Incident.STATEMENT, name, said)));
    paper
        .recorder(handset)
        .addStatement(incident, subject.at(), String.join(" ", words), value.build());
    out.println("Saved, word for word.");
  }
}
