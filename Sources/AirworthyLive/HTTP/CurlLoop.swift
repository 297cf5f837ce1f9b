import CCurl
import CLinux
import Glibc
import Synchronization

/// One thread on which libcurl moves every transfer: the owner of one multi handle (`CURLM *`) and the connections in it.
///
/// libcurl blocks, and its callbacks hash, so this never happens on the cooperative pool. One loop for many means that
/// connections are reused across requests, that HTTP/2 requests share one, and that a cancelled transfer stops at once
/// instead of at libcurl's next look at a flag.
///
/// `@unchecked Sendable`: after `init`, the multi handle is used only by the thread, except for `curl_multi_wakeup`,
/// the one function libcurl allows from any.
final class CurlLoop: @unchecked Sendable {
    private struct Inbox {
        var arrivals: [CurlTransfer] = []
        var isClosing = false
    }

    /// Registries answer a few hundred requests a second over eight connections; more is an attack.
    private static let connectionsPerHost = 8

    /// libcurl initialises itself and OpenSSL here, when the first request is made and not when the process starts.
    private static let library: CURLcode = airworthy_curl_global_init(Int(CURL_GLOBAL_DEFAULT))

    private let multi: UnsafeMutableRawPointer
    private let inbox = Mutex(Inbox())

    init() {
        precondition(Self.library == CURLE_OK, "libcurl cannot be initialised")
        guard let multi = airworthy_curl_multi_init() else {
            preconditionFailure("libcurl has no memory for a multi handle")
        }
        airworthy_curl_multi_set_long(multi, CURLMOPT_MAX_HOST_CONNECTIONS, Self.connectionsPerHost)
        self.multi = multi
        LoopThread.begin(named: "airworthy-http") { self.run() }
    }

    // The thread holds the loop while it runs, and a late cancellation may still want to wake it: only now is it safe.
    deinit { airworthy_curl_multi_cleanup(multi) }

    /// Moves one transfer from beginning to end; cancelling the task ends it at once.
    func perform(_ transfer: CurlTransfer) async -> CurlTransfer.Ending {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                transfer.begin(continuation)
                inbox.withLock { $0.arrivals.append(transfer) }
                airworthy_curl_multi_wakeup(multi)
            }
        } onCancel: {
            transfer.cancel()
            airworthy_curl_multi_wakeup(multi)
        }
    }

    /// The thread ends, and the connections with it, once nothing is on its way any more.
    func close() {
        inbox.withLock { $0.isClosing = true }
        airworthy_curl_multi_wakeup(multi)
    }

    // MARK: - The thread

    private func run() {
        // With NOSIGNAL libcurl leaves SIGPIPE to us: a server that hangs up must not end the process.
        var pipe = sigset_t()
        sigemptyset(&pipe)
        sigaddset(&pipe, SIGPIPE)
        pthread_sigmask(SIG_BLOCK, &pipe, nil)

        var active: [UnsafeMutableRawPointer: CurlTransfer] = [:]
        while true {
            let (arrivals, isClosing) = inbox.withLock { inbox in
                defer { inbox.arrivals = [] }
                return (inbox.arrivals, inbox.isClosing)
            }
            for transfer in arrivals {
                active[transfer.handle] = transfer
                airworthy_curl_multi_add_handle(multi, transfer.handle)
            }
            for transfer in active.values where transfer.isCancelled {
                airworthy_curl_multi_remove_handle(multi, transfer.handle)
                active[transfer.handle] = nil
                transfer.endCancelled()
            }
            if isClosing, active.isEmpty { return }
            var running: Int32 = 0
            airworthy_curl_multi_perform(multi, &running)
            reap(&active)
            // Wakes for the network, for libcurl's own timers, and for ``perform(_:)``, whichever is first.
            airworthy_curl_multi_poll(multi, nil, 0, 60_000, nil)
        }
    }

    private func reap(_ active: inout [UnsafeMutableRawPointer: CurlTransfer]) {
        var remaining: Int32 = 0
        while let message = airworthy_curl_multi_info_read(multi, &remaining) {
            guard message.pointee.msg == CURLMSG_DONE, let handle = message.pointee.easy_handle else { continue }
            // The message is gone once the handle is out: read it first.
            let code = message.pointee.data.result
            airworthy_curl_multi_remove_handle(multi, handle)
            active.removeValue(forKey: handle)?.end(code)
        }
    }
}
