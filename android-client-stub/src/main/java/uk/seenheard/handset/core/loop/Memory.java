package uk.seenheard.handset.core.loop;

import uk.seenheard.handset.core.keys.Account;
import uk.seenheard.handset.core.keys.Keyring;
import uk.seenheard.handset.core.order.OrderBook;
import uk.seenheard.handset.core.outbox.Outbox;
import uk.seenheard.handset.core.replica.Replica;
import uk.seenheard.handset.core.store.Store;

/** What a handset keeps: one store, and those who read and write its rows. */
public record Memory(
    Store store, Keyring keys, Account account, Outbox outbox, Replica replica, OrderBook orders) {}
