package uk.seenheard.api.ground.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Writes the contract as one page of HTML for people: no script, so that it reads the same in a
 * locked-down browser, with a keyboard alone and on paper.
 */
final class ContractPage {
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");

  private final Contract contract;
  private final StringBuilder out = new StringBuilder(64 * 1024);

  private ContractPage(Contract contract) {
    this.contract = contract;
  }

  /** The page. */
  static String of(Contract contract) {
    return new ContractPage(contract).write();
  }

  private String write() {
    JsonNode info = contract.root().path("info");
    String title = info.path("title").asText();
    raw("<!doctype html>");
    raw("<html lang=\"en-GB\"><head><meta charset=\"utf-8\">");
    raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
    raw("<title>" + escaped(title) + ": the contract</title>");
    raw("<link rel=\"stylesheet\" href=\"/docs/style.css\"></head><body>");
    raw("<a class=\"skip\" href=\"#contract\">Skip to the contract</a>");
    raw("<header><h1>" + escaped(title) + ": the contract</h1>");
    raw("<p>" + prose(info.path("summary").asText()) + "</p>");
    raw("<p><a href=\"/openapi.yaml\">The same as OpenAPI 3.1</a></p></header>");
    contents();
    raw("<main id=\"contract\">");
    for (String paragraph : info.path("description").asText().split("\n\n", -1)) {
      raw("<p>" + prose(paragraph) + "</p>");
    }
    for (JsonNode tag : contract.root().path("tags")) {
      tag(tag);
    }
    problems();
    schemas();
    raw("</main></body></html>");
    return out.toString();
  }

  private void contents() {
    raw("<nav aria-label=\"Contents\"><ul>");
    for (Contract.Operation operation : contract.operations()) {
      raw(
          "<li><a href=\"#"
              + escaped(operation.id())
              + "\">"
              + escaped(operation.node().path("summary").asText())
              + "</a></li>");
    }
    raw("<li><a href=\"#problems\">Problems</a></li><li><a href=\"#shapes\">Shapes</a></li>");
    raw("</ul></nav>");
  }

  private void tag(JsonNode tag) {
    String name = tag.path("name").asText();
    raw("<h2>" + escaped(name) + "</h2>");
    raw("<p>" + prose(tag.path("description").asText()) + "</p>");
    for (Contract.Operation operation : contract.operations()) {
      if (operation.tag().equals(name)) {
        operation(operation);
      }
    }
  }

  private void operation(Contract.Operation operation) {
    JsonNode node = operation.node();
    raw("<section class=\"operation\" id=\"" + escaped(operation.id()) + "\">");
    raw("<h3>" + escaped(node.path("summary").asText()) + "</h3>");
    raw("<p><code>" + operation.method() + ' ' + escaped(operation.path()) + "</code></p>");
    raw("<p>" + prose(node.path("description").asText()) + "</p>");
    List<String> roles = Contract.texts(node.path("x-roles"));
    raw(
        "<p>For: "
            + escaped(roles.isEmpty() ? "anybody, no login" : String.join(", ", roles))
            + ".</p>");
    List<String[]> asked = new ArrayList<>();
    for (JsonNode listed : node.path("parameters")) {
      JsonNode parameter = contract.resolve(listed);
      asked.add(
          new String[] {
            code(parameter.path("name").asText()),
            escaped(parameter.path("in").asText()),
            type(parameter.path("schema")),
            prose(parameter.path("description").asText())
          });
    }
    JsonNode body = node.path("requestBody").path("content").path("application/json");
    if (body.has("schema")) {
      properties(body.path("schema"), "in the body", asked);
    }
    table("What it takes", List.of("Name", "Where", "Type", "Meaning"), asked);
    List<String[]> answers = new ArrayList<>();
    for (Map.Entry<String, JsonNode> answer : node.path("responses").properties()) {
      answers.add(answer(answer.getKey(), contract.resolve(answer.getValue())));
    }
    table("What it answers", List.of("Status", "Type", "Meaning"), answers);
    raw("</section>");
  }

  private String[] answer(String status, JsonNode answer) {
    String type = "";
    for (Map.Entry<String, JsonNode> content : answer.path("content").properties()) {
      type = code(content.getKey()) + ' ' + type(content.getValue().path("schema"));
    }
    return new String[] {
      escaped(status.equals("default") ? "any other" : status),
      type,
      prose(answer.path("description").asText())
    };
  }

  private void problems() {
    raw("<h2 id=\"problems\">Problems</h2>");
    raw("<dl>");
    for (Map.Entry<String, JsonNode> one : contract.root().path("x-problems").properties()) {
      raw("<dt id=\"problem-" + escaped(one.getKey()) + "\">" + code(one.getKey()) + "</dt>");
      raw("<dd>" + prose(one.getValue().asText()) + "</dd>");
    }
    raw("</dl>");
  }

  private void schemas() {
    raw("<h2 id=\"shapes\">Shapes</h2>");
    JsonNode schemas = contract.root().path("components").path("schemas");
    for (Map.Entry<String, JsonNode> one : schemas.properties()) {
      raw("<section id=\"shape-" + escaped(one.getKey()) + "\">");
      raw("<h3>" + escaped(one.getKey()) + "</h3>");
      raw("<p>" + prose(one.getValue().path("description").asText()) + "</p>");
      List<String[]> members = new ArrayList<>();
      properties(one.getValue(), "", members);
      if (members.isEmpty()) {
        raw("<p>" + type(one.getValue()) + "</p>");
      } else {
        members.replaceAll(row -> new String[] {row[0], row[2], row[3]});
        table("Members", List.of("Name", "Type", "Meaning"), members);
      }
      raw("</section>");
    }
  }

  private void properties(JsonNode named, String where, List<String[]> rows) {
    JsonNode schema = contract.resolve(named);
    for (JsonNode part : schema.path("allOf")) {
      properties(part, where, rows);
    }
    Set<String> required = new HashSet<>(Contract.texts(schema.path("required")));
    for (Map.Entry<String, JsonNode> one : schema.path("properties").properties()) {
      rows.add(
          new String[] {
            code(one.getKey()) + (required.contains(one.getKey()) ? "" : " (optional)"),
            where,
            type(one.getValue()),
            prose(one.getValue().path("description").asText())
          });
    }
  }

  private String type(JsonNode schema) {
    if (Contract.referred(schema).isPresent()) {
      String name = escaped(Contract.referred(schema).get());
      return "<a href=\"#shape-" + name + "\">" + name + "</a>";
    }
    if (schema.has("enum")) {
      List<String> words = new ArrayList<>();
      Contract.texts(schema.path("enum")).forEach(word -> words.add(code(word)));
      return String.join(" or ", words);
    }
    if (schema.has("const")) {
      return code(schema.path("const").asText());
    }
    if (schema.has("items")) {
      return "list of " + type(schema.path("items"));
    }
    if (schema.has("additionalProperties") && schema.path("additionalProperties").isObject()) {
      return "object, each " + type(schema.path("additionalProperties"));
    }
    if (schema.has("pattern")) {
      return "text matching " + code(schema.path("pattern").asText());
    }
    String type = schema.path("type").asText("any value");
    String bounds = bounds(schema);
    return escaped(type.equals("string") ? "text" : type) + bounds;
  }

  private static String bounds(JsonNode schema) {
    if (schema.has("maxLength")) {
      return ", at most " + schema.path("maxLength").asText() + " characters";
    }
    if (schema.has("maximum")) {
      return ", " + schema.path("minimum").asText("") + " to " + schema.path("maximum").asText();
    }
    return schema.has("minimum") ? ", from " + schema.path("minimum").asText() : "";
  }

  private void table(String caption, List<String> heads, List<String[]> rows) {
    if (rows.isEmpty()) {
      return;
    }
    raw("<div class=\"table\" tabindex=\"0\" role=\"group\" aria-label=\"" + caption + "\">");
    raw("<table><caption>" + escaped(caption) + "</caption><thead><tr>");
    heads.forEach(head -> raw("<th scope=\"col\">" + escaped(head) + "</th>"));
    raw("</tr></thead><tbody>");
    for (String[] row : rows) {
      raw("<tr>");
      for (String cell : row) {
        raw("<td>" + cell + "</td>");
      }
      raw("</tr>");
    }
    raw("</tbody></table></div>");
  }

  private void raw(String html) {
    out.append(html).append('\n');
  }

  private static String code(String text) {
    return "<code>" + escaped(text) + "</code>";
  }

  private static String prose(String text) {
    return CODE.matcher(escaped(text)).replaceAll("<code>$1</code>");
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
