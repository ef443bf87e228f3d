/**
 * Fetching published data sets where there is a network: the only place in the program that opens a connection, and only when a
 * person asks for it. It uses DJL's repository of data sets, but not libtorch. Start reading at
 * {@link org.siguard.data.download.Download}.
 */
package org.siguard.data.download;
