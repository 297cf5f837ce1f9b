/// Bounds the marks on one letter of a text from outside.
///
/// Swift compares and hashes `String`s by canonical equivalence, which sorts the marks that follow a letter by
/// insertion: a name of 128 kB of them costs seconds, its square, wherever it is looked up. Unicode calls 30 safe for
/// streams (UAX #15, section 13, "Stream-Safe Text Format"); no writing system needs a tenth of what is allowed here.
package enum CombiningMarks {
    package static let maximum = 128

    /// - Parameter text: well-formed UTF-8.
    package static func areTooMany(in text: UnsafeBufferPointer<UInt8>) -> Bool {
        // A mark is at least two bytes, none of them ASCII: most texts are done with here.
        var run = 0
        for (offset, byte) in text.enumerated() {
            run = byte < 0x80 ? 0 : run + 1
            if run > 2 * maximum { return areTooMany(scalars: text[(offset + 1 - run)...]) }
        }
        return false
    }

    private static func areTooMany(scalars text: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        var marks = 0
        for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
            let isMark = !scalar.isASCII && scalar.properties.canonicalCombiningClass != .notReordered
            marks = isMark ? marks + 1 : 0
            if marks > maximum { return true }
        }
        return false
    }
}
