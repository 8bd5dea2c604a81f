import numpy as np

rng = np.random.default_rng(0)
clean = np.array([[1, 1, 1, 0, 0, 0], [1, 1, 0, 0, 0, 0],  #= clean | Clean patterns | $x^{(1)}, \dots, x^{(n)}$
                  [0, 0, 0, 1, 1, 1], [0, 0, 0, 0, 1, 1]], dtype=float)
n, d = clean.shape
m, rate, steps = 2, 0.3, 2500  #= width | Width, step size, steps | $m < d, \, \eta$

W1, b1 = 0.4 * rng.standard_normal((d, m)), np.zeros(m)  #= theta | Encoder's parameters | $\theta = (W_1, b_1)$
W2, b2 = 0.4 * rng.standard_normal((m, d)), np.zeros(d)  #= phi | Decoder's parameters | $\phi = (W_2, b_2)$

def encode(x):
    return np.tanh(x @ W1 + b1)  #= encoder | Encoder | $f_\theta(x) = \tanh(W_1^\top x + b_1)$

def decode(z):
    return 1 / (1 + np.exp(-(z @ W2 + b2)))  #= decoder | Decoder | $g_\phi(z) = \sigma(W_2^\top z + b_2)$

def damage(x):
    lost = rng.random(x.shape) < 0.30  # a full pixel goes out
    lit = rng.random(x.shape) < 0.03  # an empty one lights up
    return np.where(x == 1, ~lost, lit).astype(float)  #= damage | Damage | $\tilde{x} \sim q(\tilde{x} \mid x)$

for _ in range(steps):
    damaged = damage(clean)
    z = encode(damaged)  #= seen | The encoder sees the damage | $z = f_\theta(\tilde{x})$
    output = decode(z)  #= output | Reconstruction | $\hat{x} = g_\phi(z)$
    error = output - clean  #= target | The target is clean | $e = \hat{x} - x$
    d_out = 2 / n * error * output * (1 - output)  #= d_out | Back through the sigmoid | $\partial J / \partial (W_2^\top z + b_2)$
    d_code = (d_out @ W2.T) * (1 - z**2)  #= d_code | Back through the code | $\partial J / \partial (W_1^\top \tilde{x} + b_1)$
    W2, b2 = W2 - rate * z.T @ d_out, b2 - rate * d_out.sum(0)  #= step_phi | Decoder's step | $\phi \leftarrow \phi - \eta \, \partial J / \partial \phi$
    W1, b1 = W1 - rate * damaged.T @ d_code, b1 - rate * d_code.sum(0)  #= step_theta | Encoder's step | $\theta \leftarrow \theta - \eta \, \partial J / \partial \theta$

gap = np.array([1, 0, 1, 0, 0, 0], dtype=float)  # 111000 with its second pixel lost
print("code           ", np.round(encode(gap), 2))
print("reconstruction ", np.round(decode(encode(gap)), 2))
print("error before   ", round(np.mean((gap - clean[0]) ** 2), 3))
print("error after    ", round(np.mean((decode(encode(gap)) - clean[0]) ** 2), 3))
