"""Theta is scaled by a number of its own; outputs are booleans and NumPy numbers in an array."""

import numpy as np


def classify(theta, X):
    return np.c_[np.ones(len(X)), X].dot(theta) >= 0


def line(theta):
    return np.array([-theta[1] / theta[2], -theta[0] / theta[2], theta[2] > 0])


def circle(theta):
    centre = -np.array(theta[1:3]) / (theta[3] + theta[4])
    return np.array([*centre, np.sqrt(centre @ centre - theta[0] / theta[3])])


def theta_of_circle(centre, radius, inside):
    outward = 1 if not inside else -1
    theta = np.zeros((5, 1))
    theta[0] = np.dot(centre, centre) - radius**2
    theta[1:3, 0] = -2 * np.asarray(centre)
    theta[3:] = 1
    return 7.25 * outward * theta
