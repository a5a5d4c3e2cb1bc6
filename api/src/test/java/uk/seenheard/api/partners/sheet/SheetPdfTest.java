package uk.seenheard.api.partners.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import uk.seenheard.sync.codec.Json;

/** A notice as a PDF: read by screen readers, and by nobody as anything but text. */
class SheetPdfTest {
  private static byte[] pdf(String words, boolean unread) {
    return SheetPdf.of(
        new SheetPdf.Page(
            "0190a5c0-0000-7000-8000-000000000001.0190a5c0-0000-7000-8000-000000001090",
            Optional.of("5f0c1a2b3c4d5e6f708192a3b4c5d6e7"),
            Json.object()
                .put("kind", "ppn")
                .put("said", Json.list(List.of(Json.object().put("words", words).build())))
                .build(),
            unread,
            false,
            false,
            Optional.empty()));
  }

  private static String text(byte[] pdf) throws IOException {
    try (PDDocument read = Loader.loadPDF(pdf)) {
      return new PDFTextStripper().getText(read);
    }
  }

  @Test
  void isTaggedAndHasALanguageATitleAndItsFontsInIt() throws IOException {
    try (PDDocument read = Loader.loadPDF(pdf("I hid.", true))) {
      assertThat(read.getDocumentCatalog().getStructureTreeRoot()).isNotNull();
      assertThat(read.getDocumentCatalog().getMarkInfo().isMarked()).isTrue();
      assertThat(read.getDocumentCatalog().getLanguage()).isEqualTo("en-GB");
      assertThat(read.getDocumentInformation().getTitle()).isEqualTo("Police notice");
      List<PDFont> fonts = new ArrayList<>();
      for (PDPage page : read.getPages()) {
        for (COSName name : page.getResources().getFontNames()) {
          fonts.add(page.getResources().getFont(name));
        }
      }
      assertThat(fonts).isNotEmpty().allMatch(PDFont::isEmbedded);
      assertThat(new PDFTextStripper().getText(read))
          .contains("Not yet read by a supervisor")
          .contains("What the child said")
          .contains("I hid.")
          .contains("5f0c1a2b3c4d5e6f708192a3b4c5d6e7");
    }
  }

  @Test
  void whatTurnsTheDirectionOrCannotBeSeenIsShownAsWhatItIs() throws IOException {
    String found = text(pdf("safe \u202Eesaelp\u200B \u0000\uFFFF\uD800 end", false));
    assertThat(found)
        .contains("[U+202E]")
        .contains("[U+200B]")
        .contains("[U+0000]")
        .contains("[U+FFFF]")
        .contains("end");
  }

  @Test
  void wordsFromRightToLeftStandInIt() throws IOException {
    assertThat(text(pdf("She said \u0623\u0646\u0627 \u062E\u0627\u0626\u0641\u0629", false)))
        .contains("She said");
    assertThat(text(pdf("\u05D0\u05E0\u05D9 \u05DE\u05E4\u05D7\u05D3", false)))
        .contains("\u05DE\u05E4\u05D7\u05D3");
  }

  @Test
  void markupThatSomebodyTypedIsText() throws IOException {
    String typed = "</dd><img src=\"file:///etc/passwd\"/><script>alert(1)</script> & \"so\"";
    String found = text(pdf(typed, false)).replaceAll("\\s+", " ");
    assertThat(found).contains("<script>alert(1)</script>").contains("file:///etc/passwd");
  }

  @Test
  void longWordsAndManyPagesAreTaken() throws IOException {
    assertThat(text(pdf("x".repeat(20_000), false))).contains("Page 2 of");
  }

  @Test
  void whatLiesDeeperThanAnythingIsLaidOutIsNotLeftOut() throws IOException {
    Json deep = Json.object().put("words", "he hit me").build();
    for (int i = 0; i < 12; i++) {
      deep = Json.object().put("within", deep).build();
    }
    Json.Obj content = Json.object().put("said", deep).build();
    assertThat(SheetText.of(content, false, false)).contains("he hit me");
    assertThat(
            text(SheetPdf.of(
                    new SheetPdf.Page(
                        "notice",
                        Optional.empty(),
                        content,
                        false,
                        false,
                        false,
                        Optional.empty())))
                .replaceAll("\\s+", " "))
        .contains("he hit me");
  }
}
