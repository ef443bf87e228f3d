/**
 * How parties reach each other: channels between party threads in memory, what the messages cost ({@link org.siguard.net.TrafficMeter}),
 * and the latency they would have on a real network ({@link org.siguard.net.PartyClock}, {@link org.siguard.net.NetworkProfile}).
 *
 * <p>Nothing here knows what a message means. Start reading at {@link org.siguard.net.Channel}, then
 * {@link org.siguard.net.LocalNetwork}.
 */
package org.siguard.net;
