import Glibc
import Trust

/// A blob of a layout being written: it has a name of its own until it is complete, and is removed unless it becomes so.
final class LayoutDraft: Sendable {
    private let shelf: FileDescriptor
    private let temporary: String
    private let final: String
    let file: BlobFile

    init(shelf: consuming FileDescriptor, temporary: String, final: String, file: BlobFile) {
        self.shelf = shelf
        self.temporary = temporary
        self.final = final
        self.file = file
    }

    // After ``complete()`` there is nothing of that name.
    deinit { unlinkat(shelf.raw, temporary, 0) }

    /// Gives the file its name, once its content is on the device.
    func complete() throws(FileFailure) {
        try file.synchronize()
        guard renameat(shelf.raw, temporary, shelf.raw, final) == 0 else { throw .system(SystemError()) }
        try shelf.synchronize()
    }
}
