package uk.seenheard.handset.jvm.device;

import uk.seenheard.handset.core.device.CalendarDay;
import uk.seenheard.handset.core.device.CalendarDayContract;

class LocalDayTest extends CalendarDayContract {
  @Override
  protected CalendarDay day() {
    return new LocalDay();
  }
}
