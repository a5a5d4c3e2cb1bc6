package uk.seenheard.handset.jvm.device;

import uk.seenheard.handset.core.device.CalendarDay;
import uk.seenheard.handset.core.device.CalendarDayContract;

class UkDayTest extends CalendarDayContract {
  @Override
  protected CalendarDay day() {
    return new UkDay();
  }
}
