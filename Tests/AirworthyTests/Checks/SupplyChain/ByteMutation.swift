/// Small damage to a document: bytes changed, left out and repeated.
enum ByteMutation {
    static func damaged(_ honest: [UInt8], using generator: inout some RandomNumberGenerator) -> [UInt8] {
        var bytes = honest
        for _ in 0..<Int.random(in: 1...4, using: &generator) {
            let place = Int.random(in: 0..<bytes.count, using: &generator)
            switch Int.random(in: 0..<3, using: &generator) {
            case 0: bytes[place] = UInt8.random(in: 0...255, using: &generator)
            case 1: bytes.remove(at: place)
            default: bytes.insert(contentsOf: honest.dropFirst(place).prefix(20), at: place)
            }
        }
        return bytes
    }
}
