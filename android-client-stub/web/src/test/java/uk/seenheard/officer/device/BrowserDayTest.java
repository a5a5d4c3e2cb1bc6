package uk.seenheard.officer.device;

import java.util.Optional;
import uk.seenheard.handset.core.device.CalendarDay;
import uk.seenheard.handset.core.device.CalendarDayContract;
import uk.seenheard.officer.InChromium;
import uk.seenheard.officer.NeedsChromium;
import uk.seenheard.officer.Worker;

@NeedsChromium
class BrowserDayTest extends CalendarDayContract {
  private final Worker worker = new Worker(InChromium.chromium());

  @Override
  protected CalendarDay day() {
    return millis ->
        Optional.of((String) worker.ask("day", "", (double) millis)).filter(day -> !day.isEmpty());
  }
}
