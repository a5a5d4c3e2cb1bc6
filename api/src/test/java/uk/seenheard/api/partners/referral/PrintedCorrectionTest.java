package uk.seenheard.api.partners.referral;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import uk.seenheard.api.partners.sheet.SheetPdf;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.referral.Attempt;
import uk.seenheard.sync.referral.Referral;
import uk.seenheard.sync.referral.ReferralState;
import uk.seenheard.sync.referral.Sending;

/** who prints a notice sees on the sheet that it takes the place of another. */
class PrintedCorrectionTest {
  private static SheetPdf.Page printed(Optional<String> supersedes, boolean unread) {
    Attempt sent = new Attempt("k2", "hub", "api", "text", 0, unread, supersedes, Optional.empty());
    Referral referral =
        new Referral(
            new FieldPath("referral/0190a5c0-0000-7000-8000-000000001053"),
            "ppn",
            List.of(),
            "red",
            List.of(),
            ReferralState.SENT,
            Sending.NONE);
    return PackageService.page(
        new PackageService.Package(
            "name",
            referral,
            new Outline.Sheet(Json.EMPTY, "text", false, Optional.empty()),
            Optional.of(sent),
            Optional.empty(),
            List.of(),
            Optional.empty()));
  }

  @Test
  void aCorrectionIsPrintedAsOneAndAFirstNoticeIsNot() {
    assertThat(printed(Optional.of("k1"), false).corrects()).isTrue();
    assertThat(printed(Optional.empty(), true).corrects()).isFalse();
  }
}
