import CLinux
import Glibc
import Synchronization

/// One thread that waits for all running programs: for what they say, and for their end.
final class ProgramLoop: Sendable {
    static let shared = ProgramLoop()

    private struct Programs {
        var watched: [UInt64: RunningProgram] = [:]
        var last: UInt64 = 0
    }

    /// Which event of which program: what the system hands back (epoll_ctl(2)).
    private struct Token {
        let program: UInt64
        let event: RunningProgram.Event

        var number: UInt64 { program << 2 | event.rawValue }

        init(_ program: UInt64, _ event: RunningProgram.Event) {
            self.program = program
            self.event = event
        }

        init?(_ number: UInt64) {
            guard let event = RunningProgram.Event(rawValue: number & 3) else { return nil }
            self.init(number >> 2, event)
        }
    }

    private let programs = Mutex(Programs())
    private let epoll: Int32

    private init() {
        epoll = epoll_create1(Int32(EPOLL_CLOEXEC))
        precondition(epoll >= 0, "the system has no descriptor to wait with")
        // Were it ignored, as whoever started us may have wanted, no program's end could be told (wait(2)).
        signal(SIGCHLD, SIG_DFL)
        LoopThread.begin(named: "airworthy-exec") { self.run() }
    }

    /// Whatever comes, ``RunningProgram/result(grace:)`` returns.
    func watch(_ program: RunningProgram) {
        let number = programs.withLock { programs in
            programs.last += 1
            programs.watched[programs.last] = program
            return programs.last
        }
        let isWatched = program.forEachSource { event, descriptor in
            var wanted = epoll_event(
                events: EPOLLIN.rawValue, data: epoll_data_t(u64: Token(number, event).number))
            return epoll_ctl(epoll, EPOLL_CTL_ADD, descriptor, &wanted) == 0
        }
        // The system has limits for this as well. Closed with the program, what was added is gone.
        guard !isWatched else { return }
        programs.withLock { $0.watched[number] = nil }
        program.abandon()
    }

    private func run() -> Never {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: Pipe.capacity, alignment: 16)
        var events = [epoll_event](repeating: epoll_event(), count: 64)
        while true {
            let count = epoll_wait(epoll, &events, Int32(events.count), -1)
            // A signal, at most: the rest of what it may say is about our own arguments.
            for event in events.prefix(max(0, Int(count))) {
                guard let token = Token(event.data.u64) else { continue }
                // One that has just finished may have more to tell.
                guard let program = programs.withLock({ $0.watched[token.program] }) else { continue }
                let finished = program.handle(token.event, through: buffer) { descriptor in
                    epoll_ctl(epoll, EPOLL_CTL_DEL, descriptor, nil)
                }
                guard let finished else { continue }
                programs.withLock { $0.watched[token.program] = nil }
                finished.resume()
            }
        }
    }
}
