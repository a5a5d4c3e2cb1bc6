package uk.seenheard.api.protocol;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The blocks of PROTOCOL.md that are executed, in the order of the page. */
final class Page {
  private static final Pattern BLOCK =
      Pattern.compile("```(example|http|answer|content) (\\S+)\n(.*?)\n```", Pattern.DOTALL);

  private final List<Block> messages = new ArrayList<>();
  private final Map<String, String> examples = new LinkedHashMap<>();
  private final Map<String, String> contents = new LinkedHashMap<>();

  /** A request and what it is answered, as written. */
  record Block(String name, String request, Optional<String> answer) {}

  private Page() {}

  static Page read(Path file) throws IOException {
    Page page = new Page();
    Map<String, String> requests = new LinkedHashMap<>();
    Map<String, String> answers = new LinkedHashMap<>();
    Matcher block = BLOCK.matcher(Files.readString(file));
    while (block.find()) {
      Map<String, String> kind =
          switch (block.group(1)) {
            case "example" -> page.examples;
            case "content" -> page.contents;
            case "http" -> requests;
            default -> answers;
          };
      if (kind.put(block.group(2), block.group(3)) != null) {
        throw new AssertionError(
            "the page has two blocks " + block.group(1) + " " + block.group(2));
      }
    }
    requests.forEach(
        (name, request) ->
            page.messages.add(new Block(name, request, Optional.ofNullable(answers.remove(name)))));
    if (!answers.isEmpty()) {
      throw new AssertionError("nothing on the page asks for these answers: " + answers.keySet());
    }
    return page;
  }

  List<Block> messages() {
    return messages;
  }

  Map<String, String> contents() {
    return contents;
  }

  String example(String name) {
    return Optional.ofNullable(examples.get(name))
        .orElseThrow(() -> new AssertionError("the page has no example " + name));
  }
}
