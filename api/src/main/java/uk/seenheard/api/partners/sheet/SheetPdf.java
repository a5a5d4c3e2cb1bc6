package uk.seenheard.api.partners.sheet;

import com.openhtmltopdf.bidi.support.ICUBidiReorderer;
import com.openhtmltopdf.bidi.support.ICUBidiSplitter;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import uk.seenheard.sync.codec.Json;

/**
 * What a recipient may see of a notice, as a PDF that screen readers read (PDF/UA: tagged, with a
 * title, a language and embedded fonts). It is laid out by a library from markup made here; what
 * people typed is text in it and never markup, and characters that cannot be seen are shown as what
 * they are.
 */
public final class SheetPdf {
  private static final int MOST_DEPTH = 8;
  private static final List<String> ORDER =
      List.of(
          "kind",
          "reference",
          "notice",
          "said",
          "children",
          "incident",
          "adults",
          "name",
          "dob",
          "worry",
          "summary",
          "words");
  private static final Map<String, String> LABELS =
      Map.of(
          "dob", "Date of birth",
          "toldAt", "When police were told",
          "happened", "When it happened",
          "said", "What the child said",
          "words", "Words",
          "present", "Who was present",
          "worry", "What we are worried about",
          "parental", "Parental responsibility",
          "kind", "Kind of notice");

  static {
    // What it would tell of a page is about what people typed.
    XRLog.setLoggingEnabled(false);
  }

  private SheetPdf() {}

  /**
   * What stands on it.
   *
   * @param key by which a receipt names what was received
   * @param party whether somebody who is a party works with children
   * @param copy that it is no notice that left, in words; empty on what was sent
   */
  public record Page(
      String referral,
      Optional<String> key,
      Json.Obj content,
      boolean unread,
      boolean corrects,
      boolean party,
      Optional<String> copy) {}

  /** The file. Takes a moment: away from the event loop. */
  public static byte[] of(Page page) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PdfRendererBuilder builder = new PdfRendererBuilder();
    builder.useFastMode();
    builder.usePdfUaAccessibility(true);
    builder.useUnicodeBidiSplitter(new ICUBidiSplitter.ICUBidiSplitterFactory());
    builder.useUnicodeBidiReorderer(new ICUBidiReorderer());
    builder.useFont(() -> font("DejaVuSans.ttf"), "sheet", 400, FontStyle.NORMAL, true);
    builder.useFont(() -> font("DejaVuSans-Bold.ttf"), "sheet", 700, FontStyle.NORMAL, true);
    // Nothing outside of the markup is asked for, whatever stands in it.
    builder.useUriResolver((base, uri) -> null);
    builder.withProducer("Seen & Heard");
    builder.withHtmlContent(markup(page), null);
    builder.toStream(out);
    try {
      builder.run();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    return out.toByteArray();
  }

  private static InputStream font(String name) {
    InputStream found = SheetPdf.class.getResourceAsStream(name);
    if (found == null) {
      throw new IllegalStateException("the font " + name + " is not on the class path");
    }
    return found;
  }

  static String markup(Page page) {
    StringBuilder out = new StringBuilder(4_096);
    out.append(
        "<html lang=\"en-GB\"><head><title>Police notice</title>"
            + "<meta name=\"description\" content=\"A notice of the police about a child\"/>"
            + "<style>@page{size:A4;margin:18mm 16mm 20mm;@bottom-center{"
            + "content:'Page ' counter(page) ' of ' counter(pages);"
            + "font-family:sheet;font-size:8pt}}"
            + "body{font-family:sheet;font-size:10.5pt;line-height:1.45;word-wrap:break-word}"
            + "h1{font-size:17pt;margin:0 0 4mm}h2{font-size:12.5pt;margin:6mm 0 2mm}"
            + ".mark{border:1.5pt solid #000;padding:2mm 3mm;margin:0 0 4mm;font-weight:700}"
            + "dl{margin:0 0 3mm}dt{font-weight:700;margin-top:2mm}dd{margin:0 0 0 5mm}"
            + "ul{margin:0;padding-left:6mm}.foot{font-size:8.5pt;margin-top:8mm}"
            + "</style></head><body><h1>Police notice</h1>");
    page.copy().ifPresent(words -> mark(out, words));
    if (page.unread()) {
      mark(out, "Not yet read by a supervisor. A correction follows if one is needed.");
    }
    if (page.content().text("withdrawn").isPresent()) {
      mark(out, "Withdrawn: what you were sent before stands no more.");
    } else if (page.corrects()) {
      mark(out, "Correction: this takes the place of what you were sent before.");
    }
    if (page.party()) {
      mark(out, "Somebody concerned works with children. Ring the force before you show it on.");
    }
    // Of a withdrawal only what to do about it: the rest is empty.
    Json.Obj written =
        page.content().text("withdrawn").isPresent()
            ? page.content().object("notice")
            : page.content();
    StringBuilder plain = new StringBuilder();
    inOrder(written)
        .forEach(
            (name, value) -> {
              if (!(value instanceof Json.Obj || value instanceof Json.Arr)) {
                member(plain, name, value, 0);
              }
            });
    if (plain.length() > 0) {
      out.append("<dl>").append(plain).append("</dl>");
    }
    inOrder(written)
        .forEach(
            (name, value) -> {
              if (value instanceof Json.Obj || value instanceof Json.Arr) {
                out.append("<h2>").append(text(label(name))).append("</h2>");
                value(out, value, 0);
              }
            });
    out.append("<p class=\"foot\">Notice ").append(text(page.referral()));
    page.key().ifPresent(key -> out.append("<br/>Key ").append(text(key)));
    return out.append("</p></body></html>").toString();
  }

  /** What it is about first; who else was there last. */
  private static Map<String, Json> inOrder(Json.Obj given) {
    Map<String, Json> ordered = new LinkedHashMap<>();
    for (String name : ORDER) {
      given.get(name).ifPresent(value -> ordered.put(name, value));
    }
    given.members().forEach(ordered::putIfAbsent);
    return ordered;
  }

  private static void mark(StringBuilder out, String words) {
    out.append("<p class=\"mark\">").append(text(words)).append("</p>");
  }

  private static void value(StringBuilder out, Json value, int depth) {
    if (depth > MOST_DEPTH) {
      // Nothing is laid out as deep as that, and nothing that somebody said is left out.
      out.append("<span>").append(text(SheetText.plain(value))).append("</span>");
      return;
    }
    if (value instanceof Json.Obj object) {
      if (object.members().isEmpty()) {
        out.append("<p>Nothing recorded.</p>");
        return;
      }
      out.append("<dl>");
      inOrder(object).forEach((name, inner) -> member(out, name, inner, depth + 1));
      out.append("</dl>");
    } else if (value instanceof Json.Arr list) {
      if (list.items().isEmpty()) {
        out.append("<p>Nothing recorded.</p>");
        return;
      }
      out.append("<ul>");
      for (Json item : list.items()) {
        out.append("<li>");
        value(out, item, depth + 1);
        out.append("</li>");
      }
      out.append("</ul>");
    } else {
      out.append("<span>").append(text(SheetText.plain(value))).append("</span>");
    }
  }

  private static void member(StringBuilder out, String name, Json value, int depth) {
    out.append("<dt>").append(text(label(name))).append("</dt><dd>");
    value(out, value, depth);
    out.append("</dd>");
  }

  /** A member's name as words: {@code childSaid}, Child said. */
  private static String label(String name) {
    String known = LABELS.get(name);
    if (known != null) {
      return known;
    }
    StringBuilder words = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      words.append(Character.isUpperCase(c) && i > 0 ? " " + Character.toLowerCase(c) : "" + c);
    }
    return words.substring(0, Math.min(1, words.length())).toUpperCase(Locale.ROOT)
        + words.substring(Math.min(1, words.length()));
  }

  /** Text, never markup. */
  private static String text(String typed) {
    return SheetText.shown(typed)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
