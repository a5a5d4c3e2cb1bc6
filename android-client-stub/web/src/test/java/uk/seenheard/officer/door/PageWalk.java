package uk.seenheard.officer.door;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import uk.seenheard.officer.ShippedFiles;

/** Goes through the page from inside: see {@code walk.js}. */
final class PageWalk {
  private final Page page;

  private PageWalk(Page page) {
    this.page = page;
  }

  /** On that page. */
  static PageWalk of(Page page) {
    try {
      page.evaluate(new String(ShippedFiles.file("/walk.js"), StandardCharsets.UTF_8));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    return new PageWalk(page);
  }

  void begin(String title) {
    page.evaluate("title => walk.begin(title)", title);
  }

  void press(String name) {
    page.evaluate("name => walk.drawn(() => walk.press(name), name)", name);
  }

  /** Adds somebody, and waits for their card. */
  void add(String name) {
    page.evaluate("name => walk.add(name)", name);
  }

  void part(String title) {
    page.evaluate("title => walk.part(title)", title);
  }

  boolean entry() {
    return (boolean) page.evaluate("() => walk.entry()");
  }

  void voice(String words) {
    page.evaluate("words => walk.voice(words)", words);
  }

  /** Types these into the next text fields, one into each. */
  void types(List<String> texts) {
    page.evaluate("texts => { walk.types(texts); }", texts);
  }

  /** What was typed into which field. */
  @SuppressWarnings("unchecked")
  Map<String, String> typed() {
    return (Map<String, String>) page.evaluate("() => walk.typed()");
  }

  @SuppressWarnings("unchecked")
  List<String> parts() {
    return (List<String>) page.evaluate("() => walk.parts()");
  }

  @SuppressWarnings("unchecked")
  List<String> fields() {
    return (List<String>) page.evaluate("() => walk.fields()");
  }

  @SuppressWarnings("unchecked")
  List<String> answer(List<String> names) {
    return (List<String>) page.evaluate("names => walk.answer(names)", names);
  }
}
