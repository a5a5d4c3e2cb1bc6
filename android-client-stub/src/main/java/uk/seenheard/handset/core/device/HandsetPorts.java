package uk.seenheard.handset.core.device;

import uk.seenheard.handset.core.crypto.Crypto;
import uk.seenheard.sync.codec.Digests;
import uk.seenheard.sync.codec.JsonReader;

/** What the handset takes from the device it runs on. */
public record HandsetPorts(
    DeviceClock clock,
    Chance chance,
    JsonReader json,
    Digests digests,
    Crypto crypto,
    CalendarDay day,
    FormFiles forms,
    Background background) {}
