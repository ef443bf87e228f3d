/**
 * How parties reach each other: channels between party threads in memory, what the messages cost ({@link org.siguard.net.TrafficMeter}),
 * and the latency they would have on a real network ({@link org.siguard.net.PartyClock}, {@link org.siguard.net.NetworkProfile}).
 *
 * <p>What can go wrong has a name here as well: {@link org.siguard.net.WrongMessage} for one that is not what was expected,
 * {@link org.siguard.net.Standstill} where nobody can go on, which the {@link org.siguard.net.Watchdog} notices. A
 * {@link org.siguard.net.Wiretap} is how tests break a party, and how a party's view is recorded.
 *
 * <p>Nothing here knows what a message means. Start reading at {@link org.siguard.net.Channel}, then
 * {@link org.siguard.net.LocalNetwork}.
 */
package org.siguard.net;
