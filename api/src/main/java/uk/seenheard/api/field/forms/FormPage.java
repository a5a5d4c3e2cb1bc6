package uk.seenheard.api.field.forms;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.form.Form;
import uk.seenheard.sync.form.Source;

/**
 * A form as a page to read and to print, for people who design forms: every question with its
 * finding and why it is asked, every field, code list and duty. Without scripts; everything that a
 * form's file says is escaped.
 */
final class FormPage {
  private final StringBuilder out = new StringBuilder(64 * 1024);
  private final Form form;
  private final Json.Obj resolved;

  private FormPage(Form form) {
    this.form = form;
    this.resolved = form.resolved();
  }

  static String of(Form form) {
    return new FormPage(form).write();
  }

  private String write() {
    String title = escaped(form.title()) + ", version " + form.version();
    out.append("<!doctype html><html lang=\"en-GB\"><head><meta charset=\"utf-8\">")
        .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
        .append("<title>")
        .append(title)
        .append("</title><link rel=\"stylesheet\" href=\"/docs/style.css\"></head><body>")
        .append("<a class=\"skip\" href=\"#form\">Skip to the form</a><header><h1>")
        .append(title)
        .append("</h1><p>What officers are asked, in the order of a person in a hallway, and why.")
        .append(" F1 to F34 are what the inspections found wanting.</p></header>")
        .append("<main id=\"form\">");
    prompts();
    duties();
    fields();
    codes();
    sources();
    return out.append("</main></body></html>").toString();
  }

  private void prompts() {
    heading("Questions");
    for (Json one : resolved.items("prompts")) {
      Json.Obj prompt = (Json.Obj) one;
      String id = text(prompt, "id");
      out.append("<section class=\"operation\" id=\"").append(escaped(id)).append("\"><h3>");
      out.append(escaped(text(prompt, "question"))).append("</h3><p>");
      out.append(escaped(text(prompt, "finding"))).append(" · <code>").append(escaped(id));
      out.append("</code> · ").append(text(prompt, "weight").equals("must") ? "must" : "should");
      out.append(" · asked about ").append(about(text(prompt, "each"))).append("</p><p>");
      out.append(escaped(text(prompt, "why"))).append("</p><ul>");
      form.prompt(id).ifPresent(rule -> plain("Comes from", rule.source()));
      item("Answered by the field", prompt.text("asks"));
      item("Answered by adding", prompt.text("addsTo"));
      rule("Asked when", prompt.get("when"));
      rule("Settled when", prompt.get("settles"));
      if (prompt.text("reasons").isPresent()) {
        item("Reasons that may stand in, from the list", prompt.text("reasons"));
      } else {
        plain("Reasons that may stand in", "none: it has to be answered");
      }
      out.append("</ul></section>");
    }
  }

  private void duties() {
    heading("Duties and their clocks");
    for (Json one : resolved.items("duties")) {
      Json.Obj duty = (Json.Obj) one;
      String id = text(duty, "id");
      out.append("<section class=\"operation\" id=\"duty-").append(escaped(id)).append("\"><h3>");
      out.append(escaped(text(duty, "title"))).append("</h3><p>");
      out.append(escaped(text(duty, "finding"))).append(" · <code>").append(escaped(id));
      out.append("</code> · ").append(about(text(duty, "each"))).append("</p><ul>");
      form.duties().stream()
          .filter(rule -> rule.id().equals(id))
          .forEach(rule -> plain("Comes from", rule.source()));
      rule("Due when", duty.get("when"));
      rule("Counts from", duty.get("from"));
      rule("Within, in minutes", duty.get("within"));
      rule("Again every, in minutes", duty.get("every"));
      item("By the moment", duty.text("deadline"));
      rule("Written down by", duty.get("done"));
      item("Settled once", duty.text("settledBy"));
      rule("Told when", duty.get("told"));
      rule("Confirmed when", duty.get("confirmed"));
      item("Ends with", duty.text("until"));
      out.append("</ul></section>");
    }
  }

  private void fields() {
    heading("Fields");
    out.append("<table><thead><tr><th scope=\"col\">Of</th><th scope=\"col\">Name</th>");
    out.append("<th scope=\"col\">Label</th><th scope=\"col\">Type</th></tr></thead><tbody>");
    for (Json one : resolved.items("fields")) {
      Json.Obj field = (Json.Obj) one;
      String codes = field.text("codes").map(list -> " from " + list).orElse("");
      out.append("<tr><td>").append(about(field.text("of").orElse("incident")));
      out.append("</td><td><code>").append(escaped(text(field, "name"))).append("</code></td><td>");
      out.append(escaped(text(field, "label"))).append("</td><td>");
      out.append(escaped(text(field, "type") + codes)).append("</td></tr>");
    }
    out.append("</tbody></table>");
  }

  private void codes() {
    heading("Code lists");
    for (Map.Entry<String, Json> list : resolved.object("codes").members().entrySet()) {
      out.append("<h3 id=\"codes-").append(escaped(list.getKey())).append("\">");
      out.append(escaped(list.getKey())).append("</h3><ul>");
      List<Json> codes = list.getValue() instanceof Json.Arr known ? known.items() : List.of();
      for (Json one : codes) {
        Json.Obj code = (Json.Obj) one;
        out.append("<li><code>").append(escaped(text(code, "code"))).append("</code> ");
        out.append(escaped(text(code, "label")));
        code.text("nation").ifPresent(of -> out.append(" (").append(escaped(of)).append(')'));
        code.text("validFrom").ifPresent(day -> out.append(", from ").append(escaped(day)));
        out.append("</li>");
      }
      out.append("</ul>");
    }
  }

  private void sources() {
    if (form.sources().isEmpty()) {
      return;
    }
    heading("Sources");
    out.append("<ul>");
    for (Source source : form.sources().values()) {
      out.append("<li>").append(escaped(source.line())).append(" · ");
      out.append(source.kind().word()).append("</li>");
    }
    out.append("</ul>");
  }

  private void plain(String what, String said) {
    out.append("<li>").append(what).append(": ").append(escaped(said)).append("</li>");
  }

  private void heading(String text) {
    out.append("<h2>").append(text).append("</h2>");
  }

  private void item(String what, Optional<String> said) {
    said.ifPresent(
        text ->
            out.append("<li>")
                .append(what)
                .append(" <code>")
                .append(escaped(text))
                .append("</code></li>"));
  }

  /** A rule as it is written: JsonLogic. */
  private void rule(String what, Optional<Json> rule) {
    item(what, rule.map(Json::canonical));
  }

  private static String about(String each) {
    return each.equals("incident") ? "the incident" : "each " + escaped(each);
  }

  private static String text(Json.Obj of, String member) {
    return of.text(member).orElse("");
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
