import Glibc
import Synchronization

/// A file that is all there under a name nobody asks for, until it gets its own.
struct DraftFile {
    /// In the directory its name will be in.
    let temporary: String
    let name: String

    /// - Parameters:
    ///   - parent: the open directory.
    ///   - synchronized: whether the content is to be on the device when this returns.
    init(
        _ bytes: [UInt8], as name: String, in parent: Int32, mode: UInt32, synchronized: Bool
    ) throws(FileFailure) {
        self.name = name
        temporary = ".\(name.prefix(64)).\(Self.mark()).tmp"
        let file = try FileDescriptor(
            opening: temporary, in: parent, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, mode: mode_t(mode))
        do throws(FileFailure) {
            try file.write(bytes)
            if synchronized { try file.synchronize() }
        } catch {
            drop(from: parent)
            throw error
        }
    }

    /// Another one each time, and in every process: the beginning is drawn once, because to draw is a system call.
    private static func mark() -> String {
        String(beginning &+ UInt64(count.wrappingAdd(1, ordering: .relaxed).newValue), radix: 36)
    }

    private static let beginning = UInt64.random(in: 0...(.max))
    private static let count = Atomic(0)

    /// Gives it its name, or drops it.
    func settle(in parent: Int32, existing: AtomicFile.Existing) throws(FileFailure) {
        do throws(FileFailure) {
            switch existing {
            case .replaced:
                guard renameat(parent, temporary, parent, name) == 0 else { throw .system(SystemError()) }
            case .kept:
                // link(2) is the one call that refuses a taken name without a moment in between.
                guard linkat(parent, temporary, parent, name, 0) == 0 else { throw .system(SystemError()) }
                drop(from: parent)
            }
        } catch {
            drop(from: parent)
            throw error
        }
    }

    func drop(from parent: Int32) { unlinkat(parent, temporary, 0) }
}
